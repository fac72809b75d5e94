package org.letterwing.imap;

import java.util.List;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxStatus;

/** STATUS: says figures of a mailbox (RFC 9051 6.3.11). */
final class StatusCommand extends Command {

    StatusCommand() {
        super("STATUS", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        arguments.space();
        var items = new StatusItems(arguments, session.config().maxMessageSize());
        arguments.end();
        if (items.wantModseq()) {
            session.enable(Enabled.CONDSTORE);
        }
        String account = session.account();
        session.ask(
                mailboxes -> {
                    MailboxStatus status =
                            mailboxes.status(account, List.of(name)).get(name);
                    if (status == null) {
                        throw new MailboxException(MailboxException.Reason.NONEXISTENT, Replies.NO_SUCH_MAILBOX);
                    }
                    return status;
                },
                status -> {
                    items.of(name, status).write(session.writer());
                    session.ok(Replies.completed(name()));
                });
    }
}
