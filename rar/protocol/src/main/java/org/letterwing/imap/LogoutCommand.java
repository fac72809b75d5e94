package org.letterwing.imap;

/** LOGOUT: ends the session (RFC 9051 6.1.3). */
final class LogoutCommand extends Command {

    LogoutCommand() {
        super("LOGOUT", When.ALWAYS);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.end();
        session.logout();
    }
}
