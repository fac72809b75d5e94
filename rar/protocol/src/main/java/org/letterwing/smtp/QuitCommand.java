package org.letterwing.smtp;

/** QUIT: ends the session (RFC 5321 4.1.1.10). */
final class QuitCommand implements Command {

    @Override
    public String verb() {
        return "QUIT";
    }

    @Override
    public boolean needsTls() {
        return false;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (argument.isEmpty()) {
            session.end(Replies.BYE);
        } else {
            session.refuse(Replies.NO_ARGUMENT_ALLOWED);
        }
    }
}
