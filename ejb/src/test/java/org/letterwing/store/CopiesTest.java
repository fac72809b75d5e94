package org.letterwing.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.database.DiskSpace;
import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.Quota;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages that clients add, copy, move and read. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class CopiesTest extends ReadingContract {

    private static final Flags FLAGS = new Flags(Set.of(SystemFlag.SEEN), Set.of("Later"));

    private static final SenderAuthentication QUARANTINED =
            new SenderAuthentication(Result.NONE, "", List.of(), Result.FAIL, "example.org", true, Result.NONE);

    CopiesTest(Kind kind) {
        super(kind);
    }

    private CopiedMessages copy(OpenMailbox from, UidSet uids, String target) {
        return call(em -> new Copies(em).copy(from.key(), uids, alice, target));
    }

    private CopiedMessages move(OpenMailbox from, UidSet uids, String target) {
        return call(em -> new Copies(em).move(from.key(), uids, alice, target));
    }

    private void quota(long octets) {
        database.run(em ->
                em.createNativeQuery("UPDATE account SET quota = " + octets).executeUpdate());
    }

    @Test
    void copyHasFlagsAndDateAndContentOfTheOriginal() {
        append("INBOX", FLAGS, "one", "two", "three");
        create("copies");
        append("copies", Flags.NONE, "there before");
        OpenMailbox inbox = open("INBOX");
        CopiedMessages copied = copy(inbox, UidSet.of(1, 3, 9), "copies");
        OpenMailbox copies = open("copies");
        assertEquals(
                new CopiedMessages(copies.uidValidity(), List.of(1L, 3L), List.of(2L, 3L), inbox.highestModseq()),
                copied);
        assertEquals("three", new String(read(copies, 3), StandardCharsets.UTF_8));
        FetchedMessage copy = fetch(copies, UidSet.of(3)).messages().get(0);
        FetchedMessage original = fetch(inbox, UidSet.of(3)).messages().get(0);
        assertEquals(FLAGS, copy.flags());
        assertEquals(original.internalDate(), copy.internalDate());
        assertEquals(original.emailId(), copy.emailId());
        assertEquals(Set.of("Later"), copies.keywords());
        assertEquals(UidSet.range(1, 3), open("INBOX").uids());
    }

    @Test
    void copyIntoTheSameMailboxDoubles() {
        append("INBOX", Flags.NONE, "one");
        copy(open("INBOX"), UidSet.of(1), "INBOX");
        assertEquals(UidSet.range(1, 2), open("INBOX").uids());
    }

    @Test
    void whatIsMovedIsGone() {
        append("INBOX", FLAGS, "one", "two");
        create("target");
        OpenMailbox inbox = open("INBOX");
        CopiedMessages moved = move(inbox, UidSet.of(2), "target");
        assertEquals(List.of(2L), moved.sources());
        assertTrue(moved.highestModseq() > inbox.highestModseq());
        assertEquals(UidSet.of(1), open("INBOX").uids());
        assertEquals(UidSet.of(2), changes(inbox, inbox.highestModseq()).vanished());
        assertEquals("two", new String(read(open("target"), 1), StandardCharsets.UTF_8));
        assertRefused(Reason.EXPUNGED, em -> fetches(em).read(inbox.key(), 2, 0));
    }

    @Test
    void targetMustExist() {
        append("INBOX", Flags.NONE, "one");
        OpenMailbox inbox = open("INBOX");
        assertRefused(Reason.TRYCREATE, em -> new Copies(em).copy(inbox.key(), UidSet.of(1), alice, "none"));
        assertRefused(Reason.TRYCREATE, em -> new Copies(em).move(inbox.key(), UidSet.of(1), alice, "none"));
        assertRefused(
                Reason.TRYCREATE,
                em -> new Appends(em, new DiskSpace(Optional.empty(), 0)).append(alice, "none", List.of()));
    }

    @Test
    void quotaBoundsWhatIsAddedAndCopiedAndNotWhatIsMoved() {
        append("INBOX", Flags.NONE, "12345");
        create("target");
        quota(9);
        OpenMailbox inbox = open("INBOX");
        assertRefused(Reason.OVERQUOTA, em -> new Copies(em).copy(inbox.key(), UidSet.of(1), alice, "target"));
        assertRefused(
                Reason.OVERQUOTA,
                em -> new Appends(em, new DiskSpace(Optional.empty(), 0))
                        .append(alice, "target", List.of(new NewMessage(Flags.NONE, null, content(new byte[5])))));
        assertEquals(new Quota(5, OptionalLong.of(9)), call(em -> new Quotas(em).of(alice)));
        move(inbox, UidSet.of(1), "target");
        assertEquals(UidSet.of(1), open("target").uids());
    }

    @Test
    void whatIsAddedIsKeptAsItIs() {
        byte[] large = new byte[3 * Message.CHUNK + 7];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31);
        }
        Instant date = Instant.parse("2001-02-03T04:05:06Z");
        call(em -> new Appends(em, new DiskSpace(Optional.empty(), 0))
                .append(
                        alice,
                        "INBOX",
                        List.of(
                                new NewMessage(FLAGS, date, content(large)),
                                new NewMessage(Flags.NONE, null, content(new byte[0])))));
        OpenMailbox inbox = open("INBOX");
        assertArrayEquals(large, read(inbox, 1));
        assertArrayEquals(new byte[0], read(inbox, 2));
        assertEquals(date, fetch(inbox, UidSet.of(1)).messages().get(0).internalDate());
        assertEquals(large.length, fetch(inbox, UidSet.of(1)).messages().get(0).size());
        assertEquals(FLAGS, fetch(inbox, UidSet.of(1)).messages().get(0).flags());
    }

    @Test
    void headersAreReadAlone() {
        String longHeader = "A: " + "x".repeat(100_000) + "\r\n\r\n";
        append("INBOX", Flags.NONE, "A: 1\r\nB: 2\r\n\r\nbody\r\n\r\n", "\r\nbody", "no end", longHeader + "body");
        List<FetchedMessage> messages =
                fetch(open("INBOX"), UidSet.range(1, 4), FetchPart.HEADER).messages();
        assertEquals("A: 1\r\nB: 2\r\n\r\n", new String(messages.get(0).header(), StandardCharsets.UTF_8));
        assertEquals("\r\n", new String(messages.get(1).header(), StandardCharsets.UTF_8));
        assertEquals("no end", new String(messages.get(2).header(), StandardCharsets.UTF_8));
        assertEquals(longHeader, new String(messages.get(3).header(), StandardCharsets.UTF_8));
    }

    @Test
    void manyAreReadInSlices() {
        String[] mails = new String[2500];
        Arrays.fill(mails, "A: 1\r\n\r\n" + "x".repeat(1000));
        append("INBOX", Flags.NONE, mails);
        OpenMailbox inbox = open("INBOX");
        for (FetchPart[] parts : List.of(new FetchPart[0], new FetchPart[] {FetchPart.CONTENT})) {
            int count = 0;
            for (long next = 1; next != 0; ) {
                FetchedMessages slice = fetch(inbox, UidSet.range(next, UidSet.MAX), parts);
                count += slice.messages().size();
                next = slice.next();
            }
            assertEquals(2500, count);
        }
    }

    @Test
    void figuresOfMailboxesThatMessagesMoveBetweenStandInNobodysWay() throws Exception {
        deliver(suspicious());
        OpenMailbox inbox = open("INBOX");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> moves = threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    deliver(suspicious(), new Arrival(TestMail.of("mail"), Set.of(alice)));
                    move(inbox, UidSet.range(1, UidSet.MAX), "Junk");
                }
            });
            while (!moves.isDone()) {
                call(em -> new MailboxViews(em).status(alice, List.of("Junk", "INBOX")));
            }
            moves.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(121, open("Junk").uids().size());
    }

    private Arrival suspicious() {
        return new Arrival(TestMail.of("mail").with(QUARANTINED), Set.of(alice));
    }

    @Test
    void nobodyWaitsForEachOther() throws Exception {
        create("a");
        create("b");
        append("a", Flags.NONE, "one");
        append("b", Flags.NONE, "two");
        OpenMailbox a = open("a");
        OpenMailbox b = open("b");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> there = threads.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    copy(a, UidSet.of(1), "b");
                }
            });
            Future<?> back = threads.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    copy(b, UidSet.of(1), "a");
                }
            });
            there.get(60, TimeUnit.SECONDS);
            back.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(31, open("a").uids().size());
        assertEquals(31, open("b").uids().size());
    }
}
