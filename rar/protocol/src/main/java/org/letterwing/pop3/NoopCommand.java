package org.letterwing.pop3;

/** NOOP: shows that the client is alive (RFC 1939 5). */
final class NoopCommand extends Command {

    NoopCommand() {
        super("NOOP", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        session.send(Replies.OK);
    }
}
