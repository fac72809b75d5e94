package org.letterwing.pop3;

/** RETR: sends a message (RFC 1939 5). */
final class RetrCommand extends Command {

    RetrCommand() {
        super("RETR message", When.AFTER_LOGIN);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        long number = line.numbers(1, 1)[0];
        Pop3Backend.Mail mail = session.messages().find(number);
        if (mail == null) {
            session.send(Replies.NO_SUCH_MESSAGE);
        } else {
            session.sendLines(Replies.octets(mail.size()), session.retrieval().of(number));
        }
    }
}
