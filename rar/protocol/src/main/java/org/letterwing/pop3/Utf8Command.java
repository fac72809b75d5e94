package org.letterwing.pop3;

import java.util.Optional;

/**
 * UTF8: the client reads internationalised mail (RFC 6856 2). Names and passwords are UTF-8 anyway, and mails go out as
 * they are to who has not said it too, for there is no form of them that would lose nothing.
 */
final class Utf8Command extends Command {

    Utf8Command() {
        super("UTF8", When.BEFORE_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return Optional.of(session.passwordsAllowed() ? "UTF8 USER" : "UTF8");
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        session.send(Replies.UTF8);
    }
}
