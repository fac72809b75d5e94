package org.letterwing.smtp;

/** EHLO: opens a session with extensions (RFC 5321 4.1.1.1). */
final class EhloCommand implements Command {

    @Override
    public String verb() {
        return "EHLO";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (ClientName.isValid(argument)) {
            session.greet(argument, session.engine().extensions());
            session.reply(session.engine().extendedHello());
        } else {
            session.refuse(Replies.BAD_CLIENT_NAME);
        }
    }
}
