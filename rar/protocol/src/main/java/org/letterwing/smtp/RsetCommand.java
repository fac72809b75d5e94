package org.letterwing.smtp;

/** RSET: forgets the mail transaction (RFC 5321 4.1.1.5). */
final class RsetCommand implements Command {

    @Override
    public String verb() {
        return "RSET";
    }

    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (argument.isEmpty()) {
            session.reset();
            session.reply(Replies.RESET);
        } else {
            session.refuse(Replies.NO_ARGUMENT_ALLOWED);
        }
    }
}
