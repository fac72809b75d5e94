package org.letterwing.smtp;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * One mail on its way in: the content between DATA and its end, or the reason why it is not taken.
 *
 * <p>Lives on one event loop.
 */
final class Reception {

    // RFC 5321 6.3: at least 100.
    private static final int MOST_HOPS = 100;
    // How much of a mail that is too large is read, so that its sender reads the reply and doesn't try again.
    private static final long PATIENCE = 16 * 1024 * 1024;

    // An array is scanned several times faster than a buffer.
    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[16 * 1024];
        }
    };

    private final DataScanner scanner = new DataScanner(this::content);
    private final HopCounter hops = new HopCounter();
    private final long sizeLimit;
    private Spool spool;
    private long size;
    private boolean crowdedOut;

    /**
     * Begins a mail.
     *
     * @param prefix what stands before the client's content
     * @param declaredSize in octets; 0 if that isn't known
     */
    Reception(SmtpConfig config, byte[] prefix, long declaredSize, Executor disk) {
        sizeLimit = config.maxMessageSize();
        long expected = declaredSize == 0 ? 0 : declaredSize + prefix.length;
        spool = new Spool(
                config.spoolDirectory(),
                config.memoryLimit(),
                expected,
                disk,
                config.limits().memory());
        write(prefix, 0, prefix.length);
    }

    private void write(byte[] octets, int from, int to) {
        if (!spool.write(octets, from, to)) {
            crowdedOut = true;
            discard();
        }
    }

    /**
     * Takes what the client sent.
     *
     * @return whether the mail has ended
     */
    boolean take(ByteBuf octets) {
        byte[] scratch = SCRATCH.get();
        while (octets.isReadable() && !scanner.isAtEnd()) {
            int length = Math.min(octets.readableBytes(), scratch.length);
            octets.getBytes(octets.readerIndex(), scratch, 0, length);
            octets.skipBytes(scanner.scan(scratch, 0, length));
        }
        return scanner.isAtEnd();
    }

    private void content(byte[] octets, int from, int to) {
        size += to - from;
        if (size > sizeLimit || scanner.hasBareCrOrLf()) {
            discard();
        }
        if (spool != null) {
            hops.read(octets, from, to);
            write(octets, from, to);
        }
    }

    /** Returns whether so much waits for the disk that no more should be taken until {@link #catchUp()}. */
    boolean isBehind() {
        return spool != null && spool.isBehind();
    }

    /** Completes when the disk has what it was given. */
    CompletionStage<Void> catchUp() {
        return spool.catchUp();
    }

    /** Returns whether the mail is so much too large that its end isn't worth waiting for. */
    boolean isEndless() {
        return size > 2 * sizeLimit + PATIENCE;
    }

    /** Returns why the mail is not taken; null if it is. */
    Reply refusal() {
        if (size > sizeLimit) {
            return Replies.TOO_LARGE;
        }
        if (scanner.hasBareCrOrLf()) {
            return Replies.BARE_CR_OR_LF;
        }
        if (hops.hops() > MOST_HOPS) {
            return Replies.LOOP;
        }
        return crowdedOut ? Replies.TOO_MUCH_AT_ONCE : null;
    }

    /** Ends a mail that is taken; fails if the disk did not take it, and nothing is left then. */
    CompletionStage<MailContent> finish() {
        return spool.finish();
    }

    /** Forgets the content. */
    void discard() {
        if (spool != null) {
            spool.discard();
            spool = null;
        }
    }
}
