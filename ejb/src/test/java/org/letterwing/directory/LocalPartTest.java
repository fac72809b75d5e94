package org.letterwing.directory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Local parts have one form each, addresses the names that the directory may have for them. */
class LocalPartTest {

    @Example
    void isComparedInLowerCaseAndNfc() {
        assertEquals(Optional.of("alice"), LocalPart.normalise("ALICE"));
        assertEquals(Optional.of("jürgen"), LocalPart.normalise("Ju\u0308rgen"));
        assertEquals(Optional.of("o'neil.j_r-x+y=z"), LocalPart.normalise("O'Neil.J_r-x+y=Z"));
        assertEquals(Optional.of("用户"), LocalPart.normalise("用户"));
        assertEquals(Optional.of("☺"), LocalPart.normalise("☺"));
    }

    @Example
    void hasNoFormThatNeedsQuotes() {
        for (String text : List.of(
                "",
                ".a",
                "a.",
                "a..b",
                "a b",
                "a@b",
                "a\"b",
                "\"a\"",
                "a,b",
                "a\\b",
                "a\nb",
                "a\u0000",
                "a\u00a0b",
                "a\u200db",
                "a\u202eb",
                "\ud800",
                "a".repeat(65),
                "ü".repeat(33))) {
            assertEquals(Optional.empty(), LocalPart.normalise(text), text);
        }
        assertTrue(LocalPart.normalise("a".repeat(64)).isPresent());
        assertTrue(LocalPart.normalise("ü".repeat(32)).isPresent());
    }

    @Property
    void isStable(@ForAll String text) {
        LocalPart.normalise(text).ifPresent(kept -> {
            assertEquals(Optional.of(kept), LocalPart.normalise(kept));
            assertTrue(kept.getBytes(StandardCharsets.UTF_8).length <= 64);
        });
    }

    @Property
    void caseMakesNoDifference(@ForAll @net.jqwik.api.constraints.AlphaChars String text) {
        assertEquals(LocalPart.normalise(text), LocalPart.normalise(text.toUpperCase(Locale.ROOT)));
    }

    @Example
    void anAddressHasItsNames() {
        assertEquals(List.of("user"), names("User@example.com"));
        assertEquals(List.of("user+tag+x", "user"), names("user+tag+x@example.com"));
        assertEquals(List.of("+tag"), names("+tag@example.com"));
        assertEquals(List.of(), names("*@example.com"));
        assertEquals(List.of(), names("\"a b\"@example.com"));
        assertEquals(List.of(), names("\"a@b\"@example.com"));
    }

    @Example
    void whatIsNoAddress() {
        for (String text : List.of("", "@", "user", "@example.com", "user@", "user@[127.0.0.1]", "user@a..b")) {
            assertEquals(Optional.empty(), MailAddress.parse(text), text);
        }
    }

    @Property
    void takesAnyText(@ForAll String text) {
        MailAddress.parse(text).ifPresent(MailAddress::names);
        MailAddress.parse(text + "@example.com").ifPresent(MailAddress::names);
    }

    private static List<String> names(String address) {
        return MailAddress.parse(address).orElseThrow().names();
    }
}
