package org.letterwing.pop3;

/** DELE: marks a message as deleted (RFC 1939 5). */
final class DeleCommand extends Command {

    DeleCommand() {
        super("DELE message", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        long number = line.numbers(1, 1)[0];
        session.send(session.messages().delete(number) ? Replies.deleted(number) : Replies.NO_SUCH_MESSAGE);
    }
}
