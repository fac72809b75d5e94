package org.letterwing.imap;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongUnaryOperator;

import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.ThreadAlgorithm;

/** THREAD: finds messages, and tells which answers which (RFC 5256 4). */
final class ThreadCommand extends Command {

    ThreadCommand() {
        super("THREAD", When.SELECTED);
    }

    @Override
    boolean takesUid() {
        return true;
    }

    @Override
    boolean newsCanWait() {
        return true;
    }

    @Override
    boolean keepsNumbers(boolean uid) {
        return !uid;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        ThreadAlgorithm algorithm = algorithm(arguments.keyword());
        arguments.space();
        Charset charset = SearchCharset.of(arguments.astringText());
        arguments.space();
        if (charset == null) {
            session.no(Replies.BAD_CHARSET);
            return;
        }
        SelectedMailbox mailbox = session.selected();
        SearchKey key = new SearchKeys(arguments, mailbox, charset).all();
        LongUnaryOperator name = arguments.isUid() ? uid -> uid : mailbox::number;
        session.askLong(
                mailboxes -> mailboxes.thread(
                        mailbox.key(), new SearchKey.And(List.of(new SearchKey.Uids(mailbox.uids()), key)), algorithm),
                threads -> session.tell(responses(threads, name), () -> session.ok(Replies.completed(name()))),
                failure -> session.no(session.refusal(failure)));
    }

    private static ThreadAlgorithm algorithm(String name) throws SyntaxException {
        try {
            return ThreadAlgorithm.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Unknown algorithm of THREAD");
        }
    }

    /** All threads in one line, a thread a piece. */
    private static Iterator<Response> responses(List<MessageThread> threads, LongUnaryOperator name) {
        Iterator<MessageThread> rest = threads.iterator();
        return new Iterator<>() {

            private boolean begun;
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Response next() {
                String start = begun ? "" : rest.hasNext() ? "* THREAD " : "* THREAD";
                begun = true;
                String thread = rest.hasNext() ? text(rest.next(), name) : "";
                ended = !rest.hasNext();
                return out -> out.text(start + thread + (ended ? "\r\n" : ""));
            }
        };
    }

    /**
     * Writes a thread: who answers whom alone follows it, several stand in parentheses each (RFC 5256 5). Without calls
     * within calls, for a thread may be as deep as somebody likes.
     */
    private static String text(MessageThread root, LongUnaryOperator name) {
        var text = new StringBuilder();
        Deque<Object> rest = new ArrayDeque<>();
        rest.push(root);
        while (!rest.isEmpty()) {
            if (!(rest.pop() instanceof MessageThread thread)) {
                text.append(')');
                continue;
            }
            text.append('(');
            rest.push(')');
            MessageThread at = thread;
            append(text, at, name);
            while (at.children().size() == 1) {
                at = at.children().get(0);
                append(text, at, name);
            }
            if (!at.children().isEmpty() && text.charAt(text.length() - 1) != '(') {
                text.append(' ');
            }
            for (int i = at.children().size() - 1; i >= 0; i--) {
                rest.push(at.children().get(i));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, MessageThread thread, LongUnaryOperator name) {
        if (thread.uid() != 0) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : " ").append(name.applyAsLong(thread.uid()));
        }
    }
}
