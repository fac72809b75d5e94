package org.letterwing.imap;

/** APPEND: adds messages to a mailbox (RFC 9051 6.3.12), several at once if the client likes (RFC 3502). */
final class AppendCommand extends Command {

    AppendCommand() {
        super("APPEND", When.AUTHENTICATED);
    }

    @Override
    boolean takeLiteral(ImapSession session, Arguments arguments, Literal literal) throws SyntaxException {
        arguments.space();
        if (arguments.isAtEnd()) {
            return false; // of the mailbox's name
        }
        String mailbox = arguments.mailboxName();
        arguments.space();
        var appending = new Appending(session, mailbox);
        appending.options(arguments);
        session.takeOver(appending);
        appending.begin(literal);
        return true;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        throw new SyntaxException("Expected a message as a literal");
    }
}
