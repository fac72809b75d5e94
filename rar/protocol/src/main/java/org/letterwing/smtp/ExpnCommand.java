package org.letterwing.smtp;

/** EXPN: is known, and not there, for a list's members are nobody's business (RFC 5321 3.5.2 and 7.3). */
final class ExpnCommand implements Command {

    @Override
    public String verb() {
        return "EXPN";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        session.refuse(Replies.NOT_IMPLEMENTED);
    }
}
