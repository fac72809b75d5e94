package org.letterwing.imap;

import org.letterwing.mailbox.FetchedMessage;

/** Sends a place of a message as a literal, as fast as the client takes it. Lives on the session's event loop. */
final class LiteralStream {

    private static final int PIECE = 16 * 1024;

    private final ImapSession session;
    private final FetchedMessage message;

    LiteralStream(ImapSession session, FetchedMessage message) {
        this.session = session;
        this.message = message;
    }

    /**
     * Writes a literal.
     *
     * @param done runs when all is written: before this returns, if nothing must be waited for
     */
    void write(String label, Section.Place place, Runnable done) {
        session.writer().text(label).text(" ").literalOf(place.size());
        goOn(new ContentStream(session.selected().key(), message.uid(), place, message.start()), done);
    }

    private void goOn(ContentStream content, Runnable done) {
        while (!content.isAtEnd()) {
            if (!content.isAtHand()) {
                session.ask(
                        mailboxes -> {
                            content.reading(mailboxes).fill();
                            return content;
                        },
                        filled -> goOn(filled, done),
                        failure -> {
                            session.refusal(failure);
                            session.bye(Replies.CUT_OFF); // what was announced can't be taken back
                        });
                return;
            }
            if (session.isOutputFull()) {
                session.onceWritable(() -> goOn(content, done));
                return;
            }
            content.writeTo(session.writer(), PIECE);
        }
        done.run();
    }
}
