package org.letterwing.imap;

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
        session.change(mailboxes -> mailboxes.delete(account, name), () -> {});
    }
}
