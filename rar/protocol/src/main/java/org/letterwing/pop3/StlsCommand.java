package org.letterwing.pop3;

import java.util.Optional;

/** STLS: goes over to TLS (RFC 2595 4). */
final class StlsCommand extends Command {

    StlsCommand() {
        super("STLS", When.BEFORE_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return session.tlsOffered() ? Optional.of("STLS") : Optional.empty();
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        if (session.tlsOffered()) {
            session.send(Replies.BEGIN_TLS);
            session.secure();
        } else {
            session.send(session.tls().isPresent() ? Replies.TLS_ALREADY : Replies.NO_TLS);
        }
    }
}
