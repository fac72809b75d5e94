package org.letterwing.pop3;

/** RSET: takes the deletion marks away (RFC 1939 5). */
final class RsetCommand extends Command {

    RsetCommand() {
        super("RSET", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        session.messages().reset();
        session.send(Replies.maildrop(session.messages()));
    }
}
