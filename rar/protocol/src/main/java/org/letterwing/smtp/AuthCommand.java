package org.letterwing.smtp;

import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.SaslText;

/** AUTH: logs the client in (RFC 4954 4). */
final class AuthCommand implements Command {

    // RFC 4954 4: stands for an initial response that is empty
    private static final String EMPTY = "=";

    @Override
    public String verb() {
        return "AUTH";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        Authentication authentication = session.engine().config().authentication();
        if (authentication == null) {
            session.refuse(Replies.UNKNOWN_COMMAND);
        } else if (session.heloName() == null || session.extensions() == Extensions.NONE) {
            session.refuse(Replies.EHLO_FIRST);
        } else if (session.user().isPresent()) {
            session.refuse(Replies.LOGGED_IN_ALREADY);
        } else if (authentication.isBanned(session.peer())) {
            session.end(Replies.LOGIN_BANNED);
        } else if (session.envelope() != null) {
            session.refuse(Replies.LOGIN_IN_TRANSACTION);
        } else if (argument.isEmpty()) {
            session.refuse(Replies.ARGUMENT_NEEDED);
        } else {
            begin(session, argument);
        }
    }

    private static void begin(ServerSession session, String argument) {
        int space = argument.indexOf(' ');
        if (space < 0) {
            session.login().begin(argument, null);
            return;
        }
        String response = argument.substring(space + 1);
        byte[] decoded = response.equals(EMPTY) ? new byte[0] : SaslText.decode(response);
        if (decoded == null || response.isEmpty()) {
            session.refuse(Replies.NOT_BASE64);
        } else {
            session.login().begin(argument.substring(0, space), decoded);
        }
    }
}
