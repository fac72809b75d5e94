package org.letterwing.authentication.spf;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The public test suite of RFC 7208, all of it. */
class SpfSuiteTest {

    private static final String SUITE = "rfc7208-tests.yml";
    private static final int CASES = 203;

    @TestFactory
    Stream<DynamicContainer> cases() throws IOException {
        return scenarios().stream()
                .map(scenario -> DynamicContainer.dynamicContainer(
                        (String) scenario.get("description"),
                        map(scenario.get("tests")).entrySet().stream()
                                .map(test -> DynamicTest.dynamicTest(
                                        test.getKey(),
                                        () -> check(map(test.getValue()), map(scenario.get("zonedata")))))));
    }

    @Test
    void noCaseIsLost() throws IOException {
        assertEquals(
                CASES,
                scenarios().stream()
                        .mapToInt(scenario -> map(scenario.get("tests")).size())
                        .sum());
    }

    private static void check(Map<String, Object> test, Map<String, Object> zone) throws IOException {
        SpfVerdict verdict = new SpfCheck(new SuiteNames(zone), "receiver.example")
                .mailFrom(
                        InetAddress.getByName(test.get("host").toString()),
                        test.get("helo").toString(),
                        test.get("mailfrom").toString());
        String result = verdict.result().name().toLowerCase(Locale.ROOT);
        // Some may have one of several results.
        List<?> expected = test.get("result") instanceof List<?> some ? some : List.of(test.get("result"));
        assertTrue(expected.contains(result), () -> expected + " expected: " + verdict);
        if (test.containsKey("explanation")) {
            // What stands for the program's own words if the domain has none.
            Optional<String> words =
                    Optional.of(test.get("explanation").toString()).filter(text -> !text.equals("DEFAULT"));
            assertEquals(words, verdict.explanation());
        }
    }

    private static List<Map<String, Object>> scenarios() throws IOException {
        try (InputStream suite = SpfSuiteTest.class.getResourceAsStream(SUITE)) {
            List<Map<String, Object>> scenarios = new ArrayList<>();
            new Yaml().loadAll(suite).forEach(scenario -> scenarios.add(map(scenario)));
            return scenarios;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
