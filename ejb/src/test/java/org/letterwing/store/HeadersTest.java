package org.letterwing.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Headers of messages, as IMAP reads them. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class HeadersTest extends ReadingContract {

    HeadersTest(Kind kind) {
        super(kind);
    }

    private List<String> headers(OpenMailbox mailbox, FetchPart... parts) {
        return fetch(mailbox, UidSet.range(1, UidSet.MAX), parts).messages().stream()
                .map(message -> new String(message.header(), StandardCharsets.US_ASCII))
                .toList();
    }

    private static String field(String name, int length) {
        return name + ": " + "x".repeat(length) + "\r\n";
    }

    @Test
    void eachMessageHasItsOwnWithTheEmptyLine() {
        append("INBOX", Flags.NONE, "Subject: one\r\n\r\nbody\r\n\r\nmore", "\r\nno header", "Subject: no body\r\n");
        List<String> expected = List.of("Subject: one\r\n\r\n", "\r\n", "Subject: no body\r\n");
        OpenMailbox inbox = open("INBOX");
        assertEquals(expected, headers(inbox, FetchPart.HEADER));
        assertEquals(expected, headers(inbox, FetchPart.HEADER));
        assertEquals(expected, headers(inbox, FetchPart.HEADER, FetchPart.CONTENT));
    }

    @Test
    void aLongOneIsWhole() {
        String some = field("X-Some", 5_000) + "\r\n";
        String pieces = field("X-Pieces", 100_000) + "\r\n";
        append("INBOX", Flags.NONE, some + "body", pieces + "body");
        OpenMailbox inbox = open("INBOX");
        assertEquals(List.of(some, pieces), headers(inbox, FetchPart.HEADER));
        assertEquals(List.of(some, pieces), headers(inbox, FetchPart.HEADER));
    }

    @Test
    void oneThatWasReadLatelyIsNotReadAgain() {
        append("INBOX", Flags.NONE, "Subject: one\r\n\r\nbody");
        OpenMailbox inbox = open("INBOX");
        byte[] read =
                fetch(inbox, UidSet.of(1), FetchPart.HEADER).messages().get(0).header();
        byte[] again =
                fetch(inbox, UidSet.of(1), FetchPart.HEADER).messages().get(0).header();
        assertSame(read, again);
    }

    @Test
    void flagsBesideOneInMemoryAreThoseOfNow() {
        append("INBOX", Flags.NONE, "Subject: one\r\n\r\nbody");
        OpenMailbox inbox = open("INBOX");
        fetch(inbox, UidSet.of(1), FetchPart.HEADER);
        flag(inbox, UidSet.of(1), SystemFlag.SEEN);
        FetchedMessage again =
                fetch(inbox, UidSet.of(1), FetchPart.HEADER).messages().get(0);
        assertEquals("Subject: one\r\n\r\n", new String(again.header(), StandardCharsets.US_ASCII));
        assertTrue(again.flags().has(SystemFlag.SEEN));
    }

    @Test
    void anExpungedMessageIsNotThereThoughItsHeaderIsInMemory() {
        append("INBOX", Flags.NONE, "Subject: one\r\n\r\nbody", "Subject: two\r\n\r\nbody");
        OpenMailbox inbox = open("INBOX");
        headers(inbox, FetchPart.HEADER);
        flag(inbox, UidSet.of(1), SystemFlag.DELETED);
        call(em -> new Expunges(em).expunge(inbox.key(), UidSet.of(1)));
        assertEquals(List.of("Subject: two\r\n\r\n"), headers(inbox, FetchPart.HEADER));
    }
}
