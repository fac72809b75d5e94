package org.letterwing.imap;

/** NAMESPACE: says where mailboxes are: all are the account's own (RFC 2342, RFC 9051 6.3.10). */
final class NamespaceCommand extends Command {

    NamespaceCommand() {
        super("NAMESPACE", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        session.writer().text("* NAMESPACE ((\"\" \"/\")) NIL NIL").end();
        session.ok(Replies.completed(name()));
    }
}
