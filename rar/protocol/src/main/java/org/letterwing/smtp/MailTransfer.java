package org.letterwing.smtp;

import java.time.ZonedDateTime;

import io.netty.buffer.ByteBuf;

/**
 * The receiving of one mail after another in a session: the octets behind DATA, or the chunks of BDAT (RFC 3030), up to
 * the handing over.
 *
 * <p>Lives on the session's event loop.
 */
final class MailTransfer {

    private final ServerSession session;
    private Reception reception;
    private Chunk chunk;
    private int mails;

    MailTransfer(ServerSession session) {
        this.session = session;
    }

    /** Returns whether chunks of a mail have come. */
    boolean hasChunks() {
        return reception != null;
    }

    /** Receives the mail, up to the dot that ends it. */
    void begin() {
        open(false);
        session.expectOctets(true);
    }

    /** Receives a chunk of the mail. */
    void begin(Chunk announced) {
        chunk = announced;
        if (chunk.refusal() == null && reception == null) {
            open(true);
        }
        if (chunk.isComplete()) {
            endOfChunk();
        } else {
            session.expectOctets(true);
        }
    }

    private void open(boolean chunks) {
        MailTransaction transaction = session.envelope().transaction(session);
        ZonedDateTime now = ZonedDateTime.now();
        SmtpConfig config = session.engine().config();
        boolean hidden = session.user().isPresent() && config.rules().hidesSubmitters();
        byte[] trace = ReceivedLine.write(transaction, config.hostname(), hidden, protocol(), mailId(), now);
        reception = new Reception(
                config, trace, transaction.options(), chunks, session.engine().disk());
        if (session.user().isPresent()) {
            reception.completeHeader(now);
        }
    }

    // RFC 3848, RFC 6531 4.3
    private String protocol() {
        if (session.extensions() == Extensions.NONE) {
            return "SMTP";
        }
        return (session.envelope().isSmtpUtf8() ? "UTF8SMTP" : "ESMTP")
                + (session.tls().isPresent() ? "S" : "")
                + (session.user().isPresent() ? "A" : "");
    }

    private String mailId() {
        return Long.toHexString(session.id().getMostSignificantBits()) + "." + ++mails;
    }

    /** The client sent octets. */
    void octets(ByteBuf octets) {
        if (chunk == null) {
            if (reception.take(octets)) {
                endOfMail();
                return;
            }
        } else {
            chunk.take(octets, reception);
        }
        if (reception != null && reception.isEndless()) {
            session.end(Replies.TOO_LARGE);
        } else if (reception != null && reception.isBehind()) {
            session.afterwards(reception.catchUp(), (done, failure) -> goOn());
        } else {
            goOn();
        }
    }

    private void goOn() {
        if (chunk != null && chunk.isComplete() && !session.isOver()) {
            endOfChunk();
        }
    }

    private void endOfChunk() {
        session.expectOctets(false);
        Chunk ended = chunk;
        chunk = null;
        if (ended.refusal() != null) {
            if (ended.isLast()) {
                session.reset();
            }
            session.refuse(ended.refusal());
        } else if (ended.isLast()) {
            reception.endOfChunks();
            endOfMail();
        } else {
            // RFC 3030 2: after a failure the mail is lost, and the chunks that were sent meanwhile fail too.
            Reply refusal = reception.refusal();
            session.reply(refusal == null ? Replies.chunkTaken(ended.size()) : refusal);
        }
    }

    private void endOfMail() {
        session.expectOctets(false);
        session.sendNow();
        Reception received = reception;
        reception = null;
        MailTransaction transaction = session.envelope().transaction(session);
        session.endTransaction();
        received.end();
        Reply refusal = received.refusal();
        if (refusal != null) {
            received.discard();
            session.engine().backend().refused(transaction, refusal);
            session.reply(refusal);
        } else if (received.authors().isEmpty()) {
            finish(received, transaction);
        } else {
            // RFC 6409 6.1
            session.askForSender(received.authors(), () -> finish(received, transaction), refused -> {
                received.discard();
                session.reply(refused);
            });
        }
    }

    private void finish(Reception received, MailTransaction transaction) {
        session.afterwards(received.finish(), (content, failure) -> {
            if (failure != null) {
                session.reply(Replies.NO_SPACE);
            } else if (session.isOver()) {
                content.close();
            } else {
                session.deliver(transaction, content);
            }
        });
    }

    /** Drops what has come of a mail. */
    void discard() {
        if (reception != null) {
            reception.discard();
            reception = null;
        }
    }
}
