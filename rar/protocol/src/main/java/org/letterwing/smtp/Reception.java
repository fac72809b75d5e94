package org.letterwing.smtp;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

import org.letterwing.spool.MailContent;
import org.letterwing.spool.Spool;

/**
 * One mail on its way in: the content that follows DATA or stands in the chunks of BDAT, or the reason why it is not
 * taken.
 *
 * <p>Lives on one event loop.
 */
final class Reception {

    // How much of a mail that is too large is read, so that its sender reads the reply and doesn't try again.
    private static final long PATIENCE = 16 * 1024 * 1024;

    private static final byte[] CR_LF = {'\r', '\n'};

    // An array is scanned several times faster than a buffer.
    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[16 * 1024];
        }
    };

    private final SmtpConfig config;
    private final boolean binary;
    private final DataScanner scanner;
    private final HeaderScanner header = new HeaderScanner();
    private SubmissionHeader submission;
    private Spool spool;
    private Reply refusal;
    private long size;
    private boolean crowdedOut;

    /**
     * Begins a mail.
     *
     * @param prefix what stands before the client's content
     * @param options what MAIL said of it
     * @param chunks whether it comes with BDAT, so that no dot has a meaning (RFC 3030 2)
     */
    Reception(SmtpConfig config, byte[] prefix, MailOptions options, boolean chunks, Executor disk) {
        this.config = config;
        binary = options.body() == MailOptions.Body.BINARY;
        scanner = new DataScanner(!chunks, config.rules().normaliseNewlines(), this::content);
        long expected = options.declaredSize() == 0 ? 0 : options.declaredSize() + prefix.length;
        spool = new Spool(
                config.spoolDirectory(),
                config.memoryLimit(),
                expected,
                disk,
                config.limits().memory());
        write(prefix, 0, prefix.length);
    }

    /** Makes the header whole that a user hands in (RFC 6409 8); to be called before any content comes. */
    void completeHeader(ZonedDateTime now) {
        submission = new SubmissionHeader(config.hostname(), now, this::write);
    }

    private void write(byte[] octets, int from, int to) {
        if (spool != null && !spool.write(octets, from, to)) {
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
            if (binary) {
                content(scratch, 0, length);
                octets.skipBytes(length);
            } else {
                octets.skipBytes(scanner.scan(scratch, 0, length));
            }
        }
        return scanner.isAtEnd();
    }

    /** The last chunk has come. */
    void endOfChunks() {
        scanner.end();
    }

    private void content(byte[] octets, int from, int to) {
        boolean first = size == 0;
        size += to - from;
        if (spool == null) {
            return;
        }
        if (first && submission == null && (octets[from] == ' ' || octets[from] == '\t')) {
            // RFC 5322 2.2.3: it would go on with our Received line. It belongs to no field, so it is the body.
            write(CR_LF, 0, CR_LF.length);
        }
        header.read(octets, from, to);
        if (refusal() == null) {
            pass(octets, from, to);
        } else {
            discard();
        }
    }

    private void pass(byte[] octets, int from, int to) {
        if (submission == null) {
            write(octets, from, to);
        } else {
            submission.read(octets, from, to);
        }
    }

    /** The mail has ended. */
    void end() {
        if (submission != null && spool != null && refusal() == null) {
            submission.end();
            if (submission.hasBareCrOrLf()) {
                refusal = Replies.BARE_CR_OR_LF;
            } else if (submission.authors() == null) {
                refusal = Replies.AUTHORS_UNREADABLE;
            }
        }
    }

    /** Returns whom a mail that a user handed in names as its authors and sender; none for other mails. */
    List<String> authors() {
        return submission == null ? List.of() : submission.authors();
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
        return isEndless(size, config);
    }

    /** Returns whether so many octets are not worth reading. */
    static boolean isEndless(long octets, SmtpConfig config) {
        return octets > 2 * config.maxMessageSize() + PATIENCE;
    }

    /** Returns why the mail is not taken, as far as it has come; null if it is. */
    Reply refusal() {
        if (refusal == null) {
            refusal = newRefusal();
        }
        return refusal;
    }

    private Reply newRefusal() {
        SmtpRules rules = config.rules();
        if (size > config.maxMessageSize()) {
            return Replies.TOO_LARGE;
        }
        if (scanner.hasBareCrOrLf() && !rules.normaliseNewlines()) {
            return Replies.BARE_CR_OR_LF;
        }
        if (scanner.longestLine() > rules.lineOctets()) {
            return Replies.textLineTooLong(rules.lineOctets());
        }
        if (header.octets() > rules.headerOctets()) {
            return Replies.HEADER_TOO_LARGE;
        }
        if (header.hops() > rules.hops()) {
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
