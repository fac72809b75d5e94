package org.letterwing.imap;

import io.netty.buffer.ByteBuf;

/**
 * Drops the rest of a command that was refused while the client sends it without waiting (RFC 7888 4), and then says why.
 */
final class Dropping implements Continuation {

    private final ImapSession session;
    private final long most;
    private final Runnable refusal;
    private long left;
    private long dropped;

    /**
     * Begins to drop.
     *
     * @param most the most octets of literals that are worth it
     * @param refusal says why, once the client can hear it
     */
    Dropping(ImapSession session, long most, Runnable refusal) {
        this.session = session;
        this.most = most;
        this.refusal = refusal;
    }

    /** Drops a literal, and what follows it; a synchronizing one never comes, for nobody tells the client to go ahead. */
    void literal(Literal literal) {
        dropped += literal.size();
        if (literal.synchronizing()) {
            end();
        } else if (dropped > most) {
            session.bye(Replies.LITERAL_TOO_LARGE);
        } else if (literal.size() > 0) {
            left = literal.size();
            session.literalComes();
        }
    }

    @Override
    public void octets(ByteBuf octets) {
        int size = (int) Math.min(left, octets.readableBytes());
        octets.skipBytes(size);
        left -= size;
        if (left == 0) {
            session.literalEnds();
        }
    }

    @Override
    public void line(ByteBuf line) {
        Literal literal = Literal.announcedBy(line);
        if (literal == null) {
            end();
        } else {
            literal(literal);
        }
    }

    @Override
    public void lineTooLong() {
        session.bye(Replies.LINE_TOO_LONG);
    }

    private void end() {
        session.backToCommands();
        refusal.run();
    }
}
