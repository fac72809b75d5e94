package org.letterwing.pop3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.letterwing.sasl.TestAccounts;

/**
 * One account's maildrop in memory, with the hold that a store gives: the mail system that the tests talk to.
 *
 * <p>Thread-safe.
 */
final class MemoryMaildrop implements Pop3Backend {

    static final String USER = "alice@example.com";
    static final String PASSWORD = "a secret of  words ";

    final AtomicLong octetsRead = new AtomicLong();
    final AtomicInteger questions = new AtomicInteger();
    final AtomicInteger renewals = new AtomicInteger();
    volatile Executor executor = Runnable::run;
    volatile int sliceSize = 64 * 1024;
    volatile boolean readsFail;
    final TestAccounts accounts = new TestAccounts(USER, PASSWORD);
    volatile boolean holdLost;
    volatile String refusal;

    private final TreeMap<Mail, LongFunction<byte[]>> mails = new TreeMap<>((a, b) -> Long.compare(a.key(), b.key()));
    private Held hold;
    private long lastKey = 41;

    /** Adds a mail of which each line ends as written. */
    void add(String content) {
        add(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    void add(byte[] content) {
        add(content.length, offset -> {
            int from = (int) Math.min(offset, content.length);
            return Arrays.copyOfRange(content, from, Math.min(content.length, from + sliceSize));
        });
    }

    /** Adds a mail whose slices are made on demand. */
    synchronized void add(long size, LongFunction<byte[]> slices) {
        lastKey++;
        mails.put(new Mail(lastKey, size), slices);
    }

    synchronized List<Mail> mails() {
        return List.copyOf(mails.keySet());
    }

    synchronized List<Long> keys() {
        return mails.keySet().stream().map(Mail::key).toList();
    }

    synchronized boolean isHeld() {
        return hold != null;
    }

    @Override
    public Optional<String> refuseSession() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public CompletionStage<Opening> open(String account) {
        return later(() -> {
            if (!account.equals(USER)) {
                throw new IllegalStateException("another account's maildrop");
            }
            return open();
        });
    }

    private synchronized Opening open() {
        if (hold != null) {
            return new Opening(null, OpeningFailure.IN_USE);
        }
        hold = new Held(List.copyOf(mails.keySet()));
        return new Opening(hold, null);
    }

    private <T> CompletionStage<T> later(Supplier<T> answer) {
        return CompletableFuture.supplyAsync(answer, executor);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new UncheckedIOException(new IOException(message));
        }
    }

    private final class Held implements Maildrop {

        private final List<Mail> listed;

        Held(List<Mail> listed) {
            this.listed = listed;
        }

        @Override
        public List<Mail> mails() {
            return listed;
        }

        @Override
        public CompletionStage<byte[]> read(Mail mail, long offset) {
            questions.incrementAndGet();
            return later(() -> {
                check(isMine() && !readsFail, "can't be read");
                byte[] slice = mails.get(mail).apply(offset);
                octetsRead.addAndGet(slice.length);
                return slice;
            });
        }

        @Override
        public CompletionStage<Map<Long, byte[]>> starts(Collection<Mail> some) {
            questions.incrementAndGet();
            return later(() -> {
                check(isMine() && !readsFail, "can't be read");
                return some.stream()
                        .collect(Collectors.toMap(
                                Mail::key, mail -> mails.get(mail).apply(0)));
            });
        }

        @Override
        public CompletionStage<Void> renew() {
            return later(() -> {
                check(isMine(), "the hold has ended");
                renewals.incrementAndGet();
                return null;
            });
        }

        @Override
        public CompletionStage<Void> close(Set<Mail> deleted) {
            return later(() -> {
                synchronized (MemoryMaildrop.this) {
                    check(isMine(), "the hold has ended");
                    mails.keySet().removeAll(deleted);
                    hold = null;
                    return null;
                }
            });
        }

        private boolean isMine() {
            synchronized (MemoryMaildrop.this) {
                return hold == this && !holdLost;
            }
        }
    }
}
