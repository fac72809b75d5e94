package org.letterwing.authentication.results;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets as a mail: nothing is added, and another look finds nothing more. */
class ForgedResultsFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void forgedFieldsGoAtOnce(byte[] mail) throws IOException {
        byte[] filtered = filter(mail);
        assertTrue(isContained(filtered, mail));
        if (!new String(mail, StandardCharsets.ISO_8859_1).contains("\r")) {
            assertArrayEquals(filtered, filter(filtered));
        }
    }

    private static byte[] filter(byte[] mail) throws IOException {
        try (var filtered = new ForgedResults(new ByteArrayInputStream(mail), "mx")) {
            return filtered.readAllBytes();
        }
    }

    private static boolean isContained(byte[] part, byte[] whole) {
        int found = 0;
        for (byte octet : whole) {
            found += found < part.length && part[found] == octet ? 1 : 0;
        }
        return found == part.length;
    }
}
