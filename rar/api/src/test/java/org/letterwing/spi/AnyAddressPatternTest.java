package org.letterwing.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnyAddressPatternTest {

    @Property(tries = 5000)
    void itCapturesWhatAReferenceCaptures(@ForAll("patterns") String pattern, @ForAll("localParts") String localPart) {
        AddressPattern parsed = AddressPattern.parse(pattern + "@Shop.example");
        String address = localPart + "@shop.EXAMPLE";
        assertEquals(reference(pattern, localPart), parsed.captures(address));
        assertEquals(parsed.captures(address).isPresent(), parsed.matches(address));
        assertEquals(Optional.empty(), parsed.captures(localPart + "@www.shop.example"));
    }

    private static Optional<Map<String, String>> reference(String pattern, String localPart) {
        String regex = pattern.toLowerCase()
                .replace("+", "\\+")
                .replace(".", "\\.")
                .replace("*", "(?:.*?)")
                .replace("{id}", "(?<id>.+?)")
                .replace("{nr}", "(?<nr>.+?)");
        Matcher matcher = Pattern.compile(regex).matcher(localPart.toLowerCase());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> captures = new LinkedHashMap<>();
        for (String name : List.of("id", "nr")) {
            if (pattern.contains("{" + name + "}")) {
                captures.put(name, matcher.group(name));
            }
        }
        return Optional.of(captures);
    }

    @Property(tries = 5000)
    void whatTwoPatternsOfOnePlaceMatchMakesThemAmbiguous(
            @ForAll("patterns") String one, @ForAll("patterns") String two, @ForAll("localParts") String localPart) {
        AddressPattern first = AddressPattern.parse(one + "@shop.example");
        AddressPattern second = AddressPattern.parse(two + "@shop.example");
        String address = localPart + "@shop.example";
        assertEquals(first.isAmbiguousWith(second), second.isAmbiguousWith(first));
        if (first.matches(address)
                && second.matches(address)
                && AddressPattern.MOST_SPECIFIC_FIRST.compare(first, second) == 0) {
            assertTrue(first.isAmbiguousWith(second), first + " and " + second + " for " + address);
        }
    }

    /** Of two pieces at most, which have one name each, so that none is there twice; no two wildcards are neighbours. */
    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> literal = Arbitraries.of("", "a", "B", "ab", "+", "a.b");
        Arbitrary<String> first = Arbitraries.of("", "*", "{id}");
        Arbitrary<String> second = Arbitraries.of("", "+*", ".{nr}", "a{nr}b", "B*");
        Arbitrary<String> end = Arbitraries.of("", "a", "+b", ".", "a*");
        return literal.flatMap(l -> first.flatMap(f -> second.flatMap(s -> end.map(e -> l + f + s + e))))
                .filter(pattern -> !pattern.isEmpty());
    }

    @Provide
    Arbitrary<String> localParts() {
        return Arbitraries.of("a", "b", "A", "+", ".", "ab", "1")
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(pieces -> String.join("", pieces));
    }
}
