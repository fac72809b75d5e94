package org.letterwing.pop3;

import java.util.List;
import java.util.Optional;

import org.letterwing.sasl.SaslText;

/** AUTH: logs in by a mechanism of SASL (RFC 5034 4). */
final class AuthCommand extends Command {

    // RFC 5034 4: stands for an initial response that is empty
    private static final String EMPTY = "=";

    AuthCommand() {
        super("AUTH [mechanism [initial-response]]", When.BEFORE_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        List<String> mechanisms = session.mechanisms();
        return mechanisms.isEmpty() ? Optional.empty() : Optional.of("SASL " + String.join(" ", mechanisms));
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        if (!line.hasArguments()) {
            // as clients did before there was CAPA
            session.sendLines(
                    Replies.MECHANISMS, new Listing(session.mechanisms().iterator()));
            return;
        }
        String[] words = line.text().split(" ", 2);
        byte[] response = null;
        if (words.length == 2) {
            response = words[1].equals(EMPTY) ? new byte[0] : SaslText.decode(words[1]);
            if (response == null || words[1].isEmpty()) {
                throw new SyntaxException();
            }
        }
        session.login().begin(words[0], response);
    }
}
