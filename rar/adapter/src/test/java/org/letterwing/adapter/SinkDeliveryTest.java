package org.letterwing.adapter;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import jakarta.ejb.EJBTransactionRolledbackException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.adapter.SinkLanes.Waiting;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Refusal;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.NotTakenException;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.spool.MailContent;
import org.letterwing.tls.TlsConnection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SinkDeliveryTest {

    /** The size of each mail of a batch, in octets. */
    static final long SIZE = Content.OCTETS.length;

    private final Set<UUID> poisonous = new HashSet<>();
    private final Set<UUID> refused = new HashSet<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private boolean storageFull;
    private boolean present = true;
    private final Sink sink = new Sink();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private UnknownOutcomes unknownOutcomes;
    private SinkDelivery delivery;

    /** How a commit fails. */
    private enum Failure {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** A sink whose calls are transactions on a set of delivery ids. */
    private final class Sink implements MailSink {

        private final List<UUID> committed = new CopyOnWriteArrayList<>();
        private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

        @Override
        public List<Verdict> accept(List<InboundMail> mails) throws StorageFullException, NotTakenException {
            batchSizes.add(mails.size());
            if (storageFull) {
                throw new StorageFullException("the disk is full", null);
            }
            List<UUID> taken = new ArrayList<>();
            List<Verdict> verdicts = new ArrayList<>();
            for (InboundMail mail : mails) {
                if (poisonous.contains(mail.deliveryId())) {
                    throw new NotTakenException("poison", null);
                }
                boolean isTaken = !refused.contains(mail.deliveryId());
                verdicts.add(isTaken ? Verdict.TAKEN : Verdict.refused(Refusals.OVER_QUOTA));
                if (isTaken) {
                    taken.add(mail.deliveryId());
                }
            }
            commit(taken);
            return verdicts;
        }

        private void commit(List<UUID> taken) {
            Failure failure = failures.poll();
            if (failure != Failure.BEFORE_COMMIT) {
                committed.addAll(taken);
            }
            if (failure != null) {
                throw new EJBTransactionRolledbackException("the connection broke");
            }
        }

        @Override
        public Verdict acceptAgain(InboundMail mail) throws StorageFullException, NotTakenException {
            return committed.contains(mail.deliveryId())
                    ? Verdict.TAKEN
                    : accept(List.of(mail)).get(0);
        }

        @Override
        public void report(InboundMail taken) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() throws Exception {
        unknownOutcomes = new UnknownOutcomes(new TestWorkManager(threads), this::sink);
        delivery = new SinkDelivery(this::sink, unknownOutcomes);
    }

    @AfterEach
    void stop() {
        unknownOutcomes.close();
        threads.shutdownNow();
    }

    private Optional<MailSink> sink() {
        return present ? Optional.of(sink) : Optional.empty();
    }

    @Test
    void aBatchIsOneTransactionAndEachMailHasItsVerdict() {
        List<Waiting> batch = batch(3);
        refused.add(batch.get(1).mail().deliveryId());
        delivery.deliver(batch);
        assertEquals(List.of(3), batchSizes);
        assertTrue(verdict(batch, 0).isTaken());
        assertEquals(Optional.of(Refusals.OVER_QUOTA), verdict(batch, 1).refusal());
        assertTrue(verdict(batch, 2).isTaken());
        assertEquals(2, sink.committed.size());
    }

    @Test
    void aPoisonousMailFailsAlone() {
        List<Waiting> batch = batch(4);
        poisonous.add(batch.get(1).mail().deliveryId());
        delivery.deliver(batch);
        assertEquals(List.of(4, 1, 1, 1, 1), batchSizes);
        assertEquals(Optional.of(Refusals.TEMPORARY_FAILURE), verdict(batch, 1).refusal());
        for (int i : new int[] {0, 2, 3}) {
            assertTrue(verdict(batch, i).isTaken());
        }
        assertEquals(3, sink.committed.size());
    }

    @Test
    void twoFailuresInARowEndTheAttempts() {
        List<Waiting> batch = batch(5);
        batch.forEach(w -> poisonous.add(w.mail().deliveryId()));
        delivery.deliver(batch);
        assertEquals(List.of(5, 1, 1), batchSizes);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    Optional.of(Refusals.TEMPORARY_FAILURE), verdict(batch, i).refusal());
        }
    }

    @Test
    void aFullDiskIsSaid() {
        storageFull = true;
        List<Waiting> batch = batch(2);
        delivery.deliver(batch);
        assertEquals(Optional.of(Refusals.STORAGE_FULL), verdict(batch, 0).refusal());
        assertEquals(Optional.of(Refusals.STORAGE_FULL), verdict(batch, 1).refusal());
    }

    @Test
    void whatIsThereAfterACommitOfUnknownOutcomeIsNotAddedAgain() throws Exception {
        sink.failures.add(Failure.AFTER_COMMIT);
        List<Waiting> batch = batch(2);
        delivery.deliver(batch);
        for (Waiting waiting : batch) {
            assertTrue(waiting.verdict().get(10, TimeUnit.SECONDS).isTaken());
        }
        assertEquals(2, sink.committed.size());
    }

    @Test
    void whatIsNotThereAfterACommitOfUnknownOutcomeIsAddedOnce() throws Exception {
        sink.failures.add(Failure.BEFORE_COMMIT);
        List<Waiting> batch = batch(2);
        delivery.deliver(batch);
        for (Waiting waiting : batch) {
            assertTrue(waiting.verdict().get(10, TimeUnit.SECONDS).isTaken());
        }
        assertEquals(2, sink.committed.size());
    }

    @Test
    void whatIsStillUnknownWhenTheAdapterStopsIsATemporaryFailure() throws Exception {
        sink.failures.addAll(Collections.nCopies(1_000, Failure.BEFORE_COMMIT)); // more than it tries until then
        List<Waiting> batch = batch(1);
        delivery.deliver(batch);
        unknownOutcomes.close();
        Refusal refusal =
                batch.get(0).verdict().get(10, TimeUnit.SECONDS).refusal().orElseThrow();
        assertEquals(Refusals.TEMPORARY_FAILURE, refusal);
    }

    @Test
    void withoutASinkTheServerIsBusy() {
        present = false;
        List<Waiting> batch = batch(1);
        delivery.deliver(batch);
        assertFalse(batch.get(0).verdict().isCancelled());
        CompletionException e = assertThrows(
                CompletionException.class, () -> batch.get(0).verdict().join());
        assertInstanceOf(SinkBusyException.class, e.getCause());
    }

    private static Verdict verdict(List<Waiting> batch, int index) {
        return batch.get(index).verdict().getNow(null);
    }

    static List<Waiting> batch(int size) {
        List<Waiting> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(new Waiting(new ArrivedMail(transaction(), new Content()), new CompletableFuture<>()));
        }
        return batch;
    }

    private static MailTransaction transaction() {
        return new MailTransaction(
                new Session(),
                "sender@example.org",
                MailOptions.NONE,
                List.of(new MailTransaction.Recipient("alice@example.com", RecipientOptions.NONE, null)));
    }

    private record Session() implements SmtpSession {

        @Override
        public String nameFromProxy() {
            return null;
        }

        @Override
        public List<String> remarks() {
            return List.of();
        }

        @Override
        public void remark(List<String> found) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UUID id() {
            return new UUID(0, 0);
        }

        @Override
        public String listener() {
            return "smtp";
        }

        @Override
        public InetSocketAddress client() {
            return new InetSocketAddress("127.0.0.1", 1);
        }

        @Override
        public String heloName() {
            return "client.example";
        }

        @Override
        public Optional<TlsConnection> tls() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }

    private record Content() implements MailContent {

        private static final byte[] OCTETS = "Subject: hello\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

        @Override
        public long size() {
            return OCTETS.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(OCTETS);
        }

        @Override
        public void close() {
            // in memory
        }
    }
}
