package org.letterwing.imap;

/** RENAME: gives a mailbox another name (RFC 9051 6.3.6). */
final class RenameCommand extends Command {

    RenameCommand() {
        super("RENAME", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        arguments.space();
        String newName = arguments.mailboxName();
        arguments.end();
        String account = session.account();
        session.change(mailboxes -> mailboxes.rename(account, name, newName), () -> {
            // RFC 9051 6.3.9.7
            if (session.isEnabled(Enabled.IMAP4REV2)) {
                session.writer()
                        .text("* LIST () \"/\" ")
                        .mailbox(newName)
                        .text(" (\"OLDNAME\" (")
                        .mailbox(name)
                        .text("))")
                        .end();
            }
        });
    }
}
