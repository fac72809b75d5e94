package org.letterwing.pop3;

/** LIST: lists the messages with their sizes (RFC 1939 5). */
final class ListCommand extends Command {

    ListCommand() {
        super("LIST [message]", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        Listing.answer(session, line, Replies.maildrop(session.messages()), Pop3Backend.Mail::size);
    }
}
