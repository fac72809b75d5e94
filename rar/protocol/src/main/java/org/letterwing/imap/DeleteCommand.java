package org.letterwing.imap;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;

/** DELETE: removes a mailbox (RFC 9051 6.3.5). */
final class DeleteCommand extends Command {

    DeleteCommand() {
        super("DELETE", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        arguments.end();
        String account = session.account();
        SelectedMailbox selected = session.selected();
        session.ask(
                mailboxes -> {
                    mailboxes.delete(account, name);
                    return selected != null && isGone(mailboxes, selected);
                },
                gone -> {
                    // RFC 9051 5.5: whoever removes the mailbox that it has selected gets an answer, too
                    if (gone) {
                        session.unselect();
                    }
                    session.ok(Replies.completed(name()));
                });
    }

    private static boolean isGone(MailboxAccess mailboxes, SelectedMailbox selected) {
        try {
            mailboxes.changes(selected.key(), selected.highestModseq());
            return false;
        } catch (MailboxException e) {
            return e.reason() == MailboxException.Reason.NONEXISTENT;
        }
    }
}
