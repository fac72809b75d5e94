package org.letterwing.imap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mailbox names in modified UTF-7 (RFC 3501 5.1.3). */
class ModifiedUtf7Test {

    @Test
    void theExampleOfTheRfc() throws SyntaxException {
        assertEquals("~peter/mail/台北/日本語", ModifiedUtf7.decode("~peter/mail/&U,BTFw-/&ZeVnLIqe-"));
        assertEquals("~peter/mail/&U,BTFw-/&ZeVnLIqe-", ModifiedUtf7.encode("~peter/mail/台北/日本語"));
        assertEquals("&Jjo-!", ModifiedUtf7.encode("☺!"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"&", "a&b", "&AGE-", "&Jjo", "&U,BTFw-&ZeVnLIqe-", "&Jjp-", "&2AA-", "&****-", "&JjoA-", "ä"})
    void whatCanBeWrittenInAnotherWayIsNoName(String encoded) {
        assertThrows(SyntaxException.class, () -> ModifiedUtf7.decode(encoded));
    }

    @Property
    void eachNameComesBack(@ForAll("names") String name) throws SyntaxException {
        String encoded = ModifiedUtf7.encode(name);
        assertTrue(encoded.chars().allMatch(c -> c >= ' ' && c <= '~'), encoded);
        assertEquals(name, ModifiedUtf7.decode(encoded));
    }

    @Property
    void noTwoNamesAreTheSame(@ForAll("encoded") String encoded) {
        try {
            assertEquals(encoded, ModifiedUtf7.encode(ModifiedUtf7.decode(encoded)));
        } catch (SyntaxException e) {
            assertTrue(encoded.contains("&"));
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x24F),
                Arbitraries.integers().between(0, 0x10FFFF).filter(c -> c < 0xD800 || c > 0xDFFF),
                Arbitraries.just((int) '&'));
        return codePoints
                .list()
                .ofMaxSize(20)
                .map(list -> list.stream().collect(StringBuilder::new, StringBuilder::appendCodePoint, (a, b) -> {}))
                .map(StringBuilder::toString);
    }

    @Provide
    Arbitrary<String> encoded() {
        return Arbitraries.strings().withChars("&-+,/AQgwX9 =").ofMaxLength(12);
    }
}
