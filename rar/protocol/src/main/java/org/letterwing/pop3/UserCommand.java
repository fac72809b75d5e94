package org.letterwing.pop3;

import java.util.Optional;

/** USER: names the mailbox (RFC 1939 7). Each name is taken, so that nobody learns which ones exist. */
final class UserCommand extends Command {

    UserCommand() {
        super("USER name", When.BEFORE_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return session.passwordsAllowed() ? Optional.of("USER") : Optional.empty();
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        String name = line.text();
        if (session.passwordsAllowed()) {
            session.login().name(name);
            session.send(Replies.NAME_TAKEN);
        } else {
            session.send(Replies.PASSWORD_IN_CLEAR);
        }
    }
}
