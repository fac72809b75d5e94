package org.letterwing.imap;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/** A client that idles (RFC 2177 3): is told what is new, and says DONE in the end. Lives on the event loop. */
final class Idling implements Continuation {

    private static final String DONE = "DONE";

    private final ImapSession session;
    private ImapBackend.Watch watch;
    private boolean over;

    Idling(ImapSession session) {
        this.session = session;
    }

    void begin() {
        session.takeOver(this);
        session.goAhead(Replies.IDLING);
        look();
    }

    private void look() {
        watch = null;
        if (session.selected() != null && !over) {
            session.tellNews(true, () -> watch = session.watch(this::look));
        }
    }

    @Override
    public void line(ByteBuf line) {
        end();
        session.backToCommands();
        if (line.toString(StandardCharsets.US_ASCII).equalsIgnoreCase(DONE)) {
            session.ok(Replies.completed("IDLE"));
        } else {
            session.bad(Replies.EXPECTED_DONE);
        }
    }

    @Override
    public void lineTooLong() {
        session.bye(Replies.LINE_TOO_LONG);
    }

    @Override
    public void octets(ByteBuf octets) {
        throw new IllegalStateException("A client that idles sends a line");
    }

    @Override
    public void closed() {
        end();
    }

    private void end() {
        over = true;
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }
}
