package org.letterwing.pop3;

/** STAT: counts the messages and their octets (RFC 1939 5). */
final class StatCommand extends Command {

    StatCommand() {
        super("STAT", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        session.send(Replies.status(session.messages()));
    }
}
