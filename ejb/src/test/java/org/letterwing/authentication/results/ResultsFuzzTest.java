package org.letterwing.authentication.results;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text as the body of Authentication-Results: what is read can be written, and is then the same. */
class ResultsFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void textIsResultsOrNone(byte[] octets) {
        AuthenticationResults.parse(new String(octets, StandardCharsets.UTF_8)).ifPresent(results -> {
            assertTrue(results.results().size() <= 100);
            String body = results.body();
            assertEquals(
                    results.results().stream().map(MethodResult::method).toList(),
                    AuthenticationResults.parse(body).orElseThrow().results().stream()
                            .map(MethodResult::method)
                            .toList());
        });
    }
}
