package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;

import org.letterwing.pop3.Pop3Backend.Mail;

/** Lines of ASCII, some kilobytes at once. */
final class Listing implements Pieces {

    private static final int PIECE = 8 * 1024;

    private final Iterator<String> lines;

    Listing(Iterator<String> lines) {
        this.lines = lines;
    }

    /** Answers LIST or UIDL: for the message of the argument, or for all. */
    static void answer(Pop3Session session, CommandLine line, String firstLine, ToLongFunction<Mail> fact)
            throws SyntaxException {
        long[] number = line.numbers(0, 1);
        Messages messages = session.messages();
        if (number.length == 0) {
            session.sendLines(firstLine, new Listing(messages.lines(fact)));
        } else if (messages.find(number[0]) == null) {
            session.send(Replies.NO_SUCH_MESSAGE);
        } else {
            session.send(Replies.listed(messages.line(number[0], fact)));
        }
    }

    @Override
    public boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public CompletionStage<byte[]> next() {
        var piece = new StringBuilder();
        while (piece.length() < PIECE && lines.hasNext()) {
            piece.append(lines.next()).append("\r\n");
        }
        return CompletableFuture.completedStage(piece.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
