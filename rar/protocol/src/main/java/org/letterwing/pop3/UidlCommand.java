package org.letterwing.pop3;

import java.util.Optional;

/** UIDL: lists the messages with ids that stay the same in each session (RFC 1939 7). An id is the mail's key. */
final class UidlCommand extends Command {

    UidlCommand() {
        super("UIDL [message]", When.AFTER_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return Optional.of("UIDL");
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        Listing.answer(session, line, Replies.UNIQUE_IDS, Pop3Backend.Mail::key);
    }
}
