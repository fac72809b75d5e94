package org.letterwing.pop3;

import java.util.Optional;

/** TOP: sends a message's header and the first lines of its body (RFC 1939 7). */
final class TopCommand extends Command {

    TopCommand() {
        super("TOP message lines", When.AFTER_LOGIN);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return Optional.of("TOP");
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        long[] numbers = line.numbers(2, 2);
        Pop3Backend.Mail mail = session.messages().find(numbers[0]);
        if (mail == null) {
            session.send(Replies.NO_SUCH_MESSAGE);
        } else {
            session.sendLines(Replies.OK, new TopPieces(new MailPieces(session.maildrop(), mail), numbers[1]));
        }
    }
}
