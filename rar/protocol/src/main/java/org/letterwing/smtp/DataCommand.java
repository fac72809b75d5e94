package org.letterwing.smtp;

/** DATA: the mail itself (RFC 5321 4.1.1.4). */
final class DataCommand implements Command {

    @Override
    public String verb() {
        return "DATA";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (!argument.isEmpty()) {
            session.refuse(Replies.NO_ARGUMENT_ALLOWED);
        } else if (session.envelope() == null) {
            session.refuse(Replies.MAIL_FIRST);
        } else if (session.envelope().recipients() == 0) {
            session.refuse(Replies.NO_RECIPIENTS);
        } else if (session.transfer().hasChunks()) {
            session.refuse(Replies.CHUNKS_BEGAN);
        } else if (session.envelope().isBinary()) {
            session.refuse(Replies.BINARY_NEEDS_BDAT);
        } else {
            session.reply(Replies.SEND_DATA);
            session.transfer().begin();
        }
    }
}
