package org.letterwing.imap;

import org.letterwing.sasl.SaslText;

/** AUTHENTICATE: logs in by a mechanism of SASL (RFC 9051 6.2.2), at once with an initial response (RFC 4959). */
final class AuthenticateCommand extends Command {

    // RFC 4959 3: stands for an initial response that is empty
    private static final String EMPTY = "=";

    AuthenticateCommand() {
        super("AUTHENTICATE", When.NOT_AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String mechanism = arguments.keyword();
        byte[] response = null;
        if (arguments.skip(' ')) {
            String base64 = arguments.atom();
            response = base64.equals(EMPTY) ? new byte[0] : SaslText.decode(base64);
            if (response == null) {
                throw new SyntaxException(Replies.NOT_BASE64);
            }
        }
        arguments.end();
        session.login().begin(mechanism, response);
    }
}
