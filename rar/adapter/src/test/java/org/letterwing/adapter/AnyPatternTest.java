package org.letterwing.adapter;

import java.util.Optional;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AnyPatternTest {

    @Property(tries = 5000)
    void itMatchesWhatTheReferenceMatches(@ForAll("patterns") String pattern, @ForAll("localParts") String localPart) {
        String reference = pattern.replaceAll("[+.]", "\\\\$0")
                .replace("{id}", "(?<id>.+)")
                .replace("{nr}", "(?<nr>.+)")
                .replace("*", ".*");
        var expected = Pattern.compile(reference, Pattern.CASE_INSENSITIVE).matcher(localPart);
        Optional<String> id = RecipientPattern.parse(pattern + "@shop.example")
                .captures(localPart + "@Shop.Example")
                .map(captures -> captures.getOrDefault("id", ""));
        assertEquals(
                expected.matches()
                        ? Optional.of(pattern.contains("{id}") ? expected.group("id") : "")
                        : Optional.empty(),
                id);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "B", "ab", "+", ".", "*")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces))
                .flatMap(text ->
                        Arbitraries.of(text, text + "{id}", "{id}" + text, text + "{id}+{nr}", "{nr}.{id}" + text));
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
