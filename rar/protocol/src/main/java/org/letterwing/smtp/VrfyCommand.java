package org.letterwing.smtp;

/** VRFY: tells nothing about anybody, as RFC 5321 7.3 allows (4.1.1.6). */
final class VrfyCommand implements Command {

    @Override
    public String verb() {
        return "VRFY";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (argument.isEmpty()) {
            session.refuse(Replies.ARGUMENT_NEEDED);
        } else {
            session.reply(Replies.NOT_VERIFIED);
        }
    }
}
