package org.letterwing.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.persistence.PersistenceException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.database.DiskSpace;
import org.letterwing.spi.Maildrop;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Deliveries: what goes in comes out, once for each mailbox, and a batch is as good as its mails. */
@ParameterizedClass
@EnumSource
class DeliveriesTest extends StoreContract {

    DeliveriesTest(Kind kind) {
        super(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 65_500, 65_501, 65_502, 131_037, 200_000})
    void contentComesOutOctetForOctet(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        long alice = account("alice");

        assertEquals(List.of(Verdict.TAKEN), deliver(new Arrival(TestMail.of(content), Set.of(alice))));

        Maildrop maildrop = open(alice);
        byte[] read = read(maildrop.hold(), maildrop.mails().get(0).entry());
        assertEquals(read.length, maildrop.mails().get(0).size());
        assertArrayEquals(withReturnPath(content), read);
    }

    @Test
    void theNullReversePathIsKept() {
        long alice = account("alice");
        deliver(new Arrival(TestMail.of("", 0, InputStream::nullInputStream), Set.of(alice)));
        Maildrop maildrop = open(alice);
        assertEquals(
                "Return-Path: <>\r\n",
                new String(read(maildrop.hold(), maildrop.mails().get(0).entry()), StandardCharsets.UTF_8));
    }

    @Test
    void aMailForManyStandsOnce() {
        Long[] accounts =
                IntStream.range(0, 50).mapToObj(i -> account("user" + i)).toArray(Long[]::new);
        deliver("to all", accounts);
        assertEquals(1, count("message"));
        for (long account : accounts) {
            assertEquals(List.of("to all"), contents(account));
        }
    }

    @Test
    void aRecipientThatVanishedRefusesThatMailAlone() {
        long alice = account("alice");
        long gone = account("gone");
        database.run(em -> new Mailboxes(em).remove(gone));

        List<Verdict> verdicts = deliver(
                new Arrival(TestMail.of("first"), Set.of(alice)),
                new Arrival(TestMail.of("vanished mailbox"), Set.of(alice, gone)),
                new Arrival(TestMail.of("vanished account"), Set.of()),
                new Arrival(TestMail.of("last"), Set.of(alice)));

        Verdict refused = Verdict.refused(Refusals.TEMPORARY_FAILURE);
        assertEquals(List.of(Verdict.TAKEN, refused, refused, Verdict.TAKEN), verdicts);
        assertEquals(List.of("first", "last"), contents(alice));
    }

    @Test
    void aBatchOfManyOctetsIsOneTransactionToo() {
        long alice = account("alice");
        long bob = account("bob");
        Arrival[] batch = IntStream.range(0, 40)
                .mapToObj(i -> new Arrival(TestMail.of(new byte[50_000 + i * 7_000]), Set.of(alice, bob)))
                .toArray(Arrival[]::new);
        assertEquals(Collections.nCopies(40, Verdict.TAKEN), deliver(batch));
        assertEquals(40, contents(alice).size());
        assertEquals(40, contents(bob).size());
    }

    @Test
    void aMailboxThatWasKnownAndVanishedFailsOneBatchAlone() {
        long alice = account("alice");
        long gone = account("gone");
        deliver("mail", alice, gone);
        database.run(em -> new Mailboxes(em).remove(gone));
        Arrival[] batch = {
            new Arrival(TestMail.of("stays"), Set.of(alice)), new Arrival(TestMail.of("goes"), Set.of(gone))
        };
        assertThrows(PersistenceException.class, () -> deliver(batch));
        assertEquals(List.of(Verdict.TAKEN, Verdict.refused(Refusals.TEMPORARY_FAILURE)), deliver(batch));
    }

    @Test
    void aRepeatIsRecognisedByItsDeliveryId() {
        TestMail mail = TestMail.of("once");
        long alice = account("alice");
        assertFalse(isDelivered(mail));
        deliver(new Arrival(mail, Set.of(alice)));
        assertTrue(isDelivered(mail));
        PersistenceException failure =
                assertThrows(PersistenceException.class, () -> deliver(new Arrival(mail, Set.of(alice))));
        assertTellsNothingOf("once", failure);
        assertEquals(List.of("once"), contents(alice));
    }

    /** What a failure says goes to a log. */
    private static void assertTellsNothingOf(String content, Throwable failure) {
        String hex = HexFormat.of().formatHex(content.getBytes(StandardCharsets.US_ASCII));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            assertFalse(message.contains(hex) || message.contains(content), message);
        }
    }

    @Test
    void aContentThatIsNotOfItsSizeIsNotTaken() {
        long alice = account("alice");
        for (long size : new long[] {4, 6}) {
            TestMail mail = TestMail.of("a@example.org", size, () -> new ByteArrayInputStream(new byte[5]));
            assertThrows(UncheckedIOException.class, () -> deliver(new Arrival(mail, Set.of(alice))));
        }
        assertEquals(0, count("message"));
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsWritten() {
        long alice = account("alice");
        DiskSpace full = new DiskSpace(Optional.of(Path.of(".")), Long.MAX_VALUE);
        database.run(em -> assertThrows(
                StorageFullException.class,
                () -> new Deliveries(em, full, new Inboxes())
                        .deliver(List.of(new Arrival(TestMail.of("x"), Set.of(alice))))));
        assertEquals(0, count("message"));
    }

    @Test
    void aLargeMailNeedsLittleMemory() {
        long alice = account("alice");
        long before = usedHeap();
        LargeContent content = new LargeContent();
        deliver(new Arrival(TestMail.of("a@example.org", LargeContent.SIZE, () -> content), Set.of(alice)));
        long grown = content.heapAtEnd - before;
        assertTrue(grown < LargeContent.SIZE / 2, "the heap grew by " + grown);

        Maildrop maildrop = open(alice);
        byte[] read = read(maildrop.hold(), maildrop.mails().get(0).entry());
        int start = "Return-Path: <a@example.org>\r\n".length();
        assertEquals(start + LargeContent.SIZE, read.length);
        assertTrue(IntStream.range(0, LargeContent.SIZE).allMatch(i -> read[start + i] == LargeContent.octet(i)));
    }

    private boolean isDelivered(TestMail mail) {
        return database.call(em -> new Deliveries(em, null, null).isDelivered(mail.deliveryId()));
    }

    private static byte[] withReturnPath(byte[] content) {
        byte[] line = RETURN_PATH.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(line, line.length + content.length);
        System.arraycopy(content, 0, all, line.length, content.length);
        return all;
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** 100 MB that are made while they are read; tells how much heap is in use when all but the last was read. */
    private static final class LargeContent extends InputStream {

        static final int SIZE = 100_000_000;
        long heapAtEnd;
        private int position;

        static byte octet(int position) {
            return (byte) (position * 31 >> 3);
        }

        @Override
        public int read() {
            if (position == SIZE - 1) {
                heapAtEnd = usedHeap();
            }
            return position < SIZE ? octet(position++) & 0xff : -1;
        }
    }
}
