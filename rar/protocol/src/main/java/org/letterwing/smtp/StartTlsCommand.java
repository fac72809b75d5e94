package org.letterwing.smtp;

/** STARTTLS: goes over to TLS (RFC 3207 4). */
final class StartTlsCommand implements Command {

    @Override
    public String verb() {
        return "STARTTLS";
    }

    @Override
    public boolean needsTls() {
        return false;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (!argument.isEmpty()) {
            session.refuse(Replies.NO_ARGUMENT_ALLOWED);
        } else if (session.tls().isPresent()) {
            session.refuse(Replies.TLS_ALREADY);
        } else if (session.engine().config().tls().isOffered()) {
            session.reply(Replies.BEGIN_TLS);
            session.secure();
        } else {
            session.refuse(Replies.NO_TLS);
        }
    }
}
