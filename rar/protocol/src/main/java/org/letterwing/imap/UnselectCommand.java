package org.letterwing.imap;

/** UNSELECT: leaves the selected mailbox, and removes nothing (RFC 3691, RFC 9051 6.4.2). */
final class UnselectCommand extends Command {

    UnselectCommand() {
        super("UNSELECT", When.SELECTED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        session.unselect();
        session.ok(Replies.completed(name()));
    }
}
