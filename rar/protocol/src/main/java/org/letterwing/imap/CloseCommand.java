package org.letterwing.imap;

/** CLOSE: removes the messages with \Deleted without a word, and leaves the mailbox (RFC 9051 6.4.1). */
final class CloseCommand extends Command {

    CloseCommand() {
        super("CLOSE", When.SELECTED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        SelectedMailbox mailbox = session.selected();
        session.unselect();
        if (mailbox.isReadOnly()) {
            session.ok(Replies.completed(name()));
        } else {
            session.ask(
                    mailboxes -> mailboxes.expunge(mailbox.key(), null), gone -> session.ok(Replies.completed(name())));
        }
    }
}
