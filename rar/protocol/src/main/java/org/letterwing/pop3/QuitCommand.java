package org.letterwing.pop3;

/** QUIT: ends the session, and removes what was deleted (RFC 1939 4 and 6). */
final class QuitCommand extends Command {

    QuitCommand() {
        super("QUIT", When.ALWAYS);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        session.quit();
    }
}
