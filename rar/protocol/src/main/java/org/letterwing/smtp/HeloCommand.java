package org.letterwing.smtp;

/** HELO: opens a session without extensions (RFC 5321 4.1.1.1). */
final class HeloCommand implements Command {

    @Override
    public String verb() {
        return "HELO";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (ClientName.isValid(argument)) {
            session.greet(argument, Extensions.NONE);
            session.reply(Replies.hello(session.engine().config().hostname()));
        } else {
            session.refuse(Replies.BAD_CLIENT_NAME);
        }
    }
}
