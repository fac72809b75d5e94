package org.letterwing.pop3;

/** PASS: logs in with the name that USER gave (RFC 1939 7). The password is the rest of the line, spaces included. */
final class PassCommand extends Command {

    PassCommand() {
        super("PASS password", When.BEFORE_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        session.login().password(line.secret());
    }
}
