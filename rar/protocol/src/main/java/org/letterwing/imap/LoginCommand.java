package org.letterwing.imap;

/** LOGIN: logs in with a password (RFC 9051 6.2.3). */
final class LoginCommand extends Command {

    LoginCommand() {
        super("LOGIN", When.NOT_AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String user = arguments.astringText();
        arguments.space();
        char[] password = arguments.secret();
        arguments.end();
        session.login().password(user, password);
    }
}
