package org.letterwing.smtp;

/** BDAT: a chunk of the mail, or the last one (RFC 3030 2). */
final class BdatCommand implements Command {

    @Override
    public String verb() {
        return "BDAT";
    }

    // RFC 3030 4.2
    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public boolean needsTls() {
        // Without it there is no MAIL, and the chunk has to be read away.
        return false;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        Chunk chunk = Chunk.announced(argument);
        if (chunk == null || Reception.isEndless(chunk.size(), session.engine().config())) {
            // What follows is no command, and can't or needn't be read away.
            session.end(chunk == null ? Replies.BDAT_SYNTAX : Replies.TOO_LARGE);
            return;
        }
        if (session.envelope() == null) {
            chunk.refuse(Replies.MAIL_FIRST);
        } else if (session.envelope().recipients() == 0) {
            chunk.refuse(Replies.NO_RECIPIENTS);
        }
        session.transfer().begin(chunk);
    }
}
