package org.letterwing.smtp;

/** NOOP: does nothing, with or without an argument (RFC 5321 4.1.1.9). */
final class NoopCommand implements Command {

    @Override
    public String verb() {
        return "NOOP";
    }

    @Override
    public boolean needsTls() {
        return false;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        session.reply(Replies.NOTHING_DONE);
    }
}
