package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The grammar of arguments (RFC 9051 9). */
class ArgumentsTest {

    private static Arguments of(String text) {
        return new Arguments(text.getBytes(StandardCharsets.UTF_8), false);
    }

    @Test
    void stringsAreAtomsQuotedOrLiterals() throws SyntaxException {
        Arguments arguments = of("a]b \"c \\\"d\\\\\" {3}\r\ne\r\n {3+}\r\n{1} ~{1}\r\n\0 NIL nil \"\"");
        assertEquals("a]b", arguments.astringText());
        arguments.space();
        assertEquals("c \"d\\", arguments.astringText());
        arguments.space();
        assertEquals("e\r\n", arguments.astringText());
        arguments.space();
        assertEquals("{1}", arguments.stringText());
        arguments.space();
        assertArrayEquals(new byte[1], arguments.string());
        arguments.space();
        assertNull(arguments.nstring());
        arguments.space();
        assertNull(arguments.nstring());
        arguments.space();
        assertArrayEquals(new byte[0], arguments.nstring());
        arguments.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "(",
                "\"",
                "\"a",
                "\"\\a\"",
                "\"a\\",
                "\"a\0\"",
                "{1}",
                "{2}\r\na",
                "{1}\r\n\0",
                "{}\r\n",
                "{1}\na",
                "{9223372036854775807}\r\na",
                "{9999999999999999999}\r\n",
                "\u00e4",
                "%",
                "\u0001",
                "{1 }\r\na"
            })
    void whatIsNoStringIsRefused(String text) {
        assertThrows(SyntaxException.class, () -> of(text).astring());
    }

    @Test
    void anAtomEndsBeforeWhatIsNotOfIt() throws SyntaxException {
        Arguments arguments = of("BODY[TEXT]");
        assertEquals("BODY[TEXT", arguments.peekKeyword());
        assertEquals("BODY[TEXT", arguments.atom());
        assertTrue(arguments.skip(']') && arguments.isAtEnd());
    }

    @Test
    void numbersHaveBounds() throws SyntaxException {
        assertEquals(4294967295L, of("4294967295").number());
        assertThrows(SyntaxException.class, () -> of("4294967296").number());
        assertEquals(Long.MAX_VALUE, of("9223372036854775807").number64());
        assertThrows(SyntaxException.class, () -> of("9223372036854775808").number64());
        assertThrows(SyntaxException.class, () -> of("0").nonZeroNumber());
        assertThrows(SyntaxException.class, () -> of("-1").number());
        assertThrows(SyntaxException.class, () -> of("x").number());
    }

    @Test
    void flagsAreKnownOnesOrKeywords() throws SyntaxException {
        assertEquals(
                new Flags(Set.of(SystemFlag.SEEN, SystemFlag.DELETED), Set.of("$Junk", "work")),
                of("(\\seen $Junk \\DELETED work)").flagList());
        assertEquals(Flags.NONE, of("()").flagList());
        assertEquals(
                new Flags(Set.of(SystemFlag.DRAFT), Set.of("a")),
                of("\\Draft a").flags());
        for (String wrong :
                new String[] {"(\\Recent)", "(\\Sense)", "(a  b)", "(a", "(a b )", "( a)", "a)", "(\"a\")"}) {
            assertThrows(SyntaxException.class, () -> of(wrong).flagList(), wrong);
        }
    }

    @Test
    void datesAreThoseOfTheCalendar() throws SyntaxException {
        assertEquals(
                Instant.parse("1996-07-17T09:44:25Z"),
                of("\"17-Jul-1996 02:44:25 -0700\"").dateTime());
        assertEquals(
                Instant.parse("2000-02-29T23:00:00Z"),
                of("\" 1-mar-2000 00:00:00 +0100\"").dateTime());
        for (String wrong : new String[] {
            "\"31-Feb-1996 02:44:25 -0700\"",
            "\"17-Jul-1996 24:44:25 -0700\"",
            "\"17-Jul-1996 02:44:25\"",
            "\"17-Jul-1996 02:44:25 EST\"",
            "\"17-Juli-1996 02:44:25 +0000\"",
            "17-Jul-1996"
        }) {
            assertThrows(SyntaxException.class, () -> of(wrong).dateTime(), wrong);
        }
        assertEquals(LocalDate.of(1994, 2, 1), ImapDates.date("1-Feb-1994"));
        assertEquals("17-Jul-1996 09:44:25 +0000", ImapDates.dateTime(Instant.parse("1996-07-17T09:44:25Z")));
        assertEquals(" 7-Jul-1996 09:44:25 +0000", ImapDates.dateTime(Instant.parse("1996-07-07T09:44:25Z")));
    }

    @Test
    void uidsAreRangesInAnyOrder() throws SyntaxException {
        assertEquals(UidSet.of(1, 2, 3, 7), of("7,3:1").uidSet());
        for (String wrong : new String[] {"", "*", "1:*", "0", "1,", "1:", "4294967296"}) {
            assertThrows(SyntaxException.class, () -> of(wrong).uidSet(), wrong);
        }
    }

    @Test
    void secretsAreWiped() throws SyntaxException {
        byte[] octets = "\"pass word\" rest".getBytes(StandardCharsets.UTF_8);
        assertEquals("pass word", new String(new Arguments(octets, false).secret()));
        assertFalse(new String(octets, StandardCharsets.UTF_8).contains("pass"));
    }

    @Test
    void listsAreSoDeepAndNoDeeper() throws SyntaxException {
        Arguments arguments = of("(".repeat(Arguments.MAX_DEPTH + 1));
        for (int i = 0; i < Arguments.MAX_DEPTH; i++) {
            arguments.listBegins();
        }
        assertThrows(SyntaxException.class, arguments::listBegins);
    }
}
