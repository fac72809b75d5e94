package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.letterwing.mailbox.AppendedMessages;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.spool.MailContent;
import org.letterwing.spool.Spool;

/**
 * Messages on their way into a mailbox: each of them flags, a date and a literal, which goes to a spool. They are added
 * when the command has ended, all or none (RFC 3502 6.3.11).
 *
 * <p>Lives on the event loop.
 */
final class Appending implements Continuation {

    static final int MOST_MESSAGES = 1000;

    /** So often the size of the largest message all of them together may have. */
    private static final int LARGEST_MESSAGES = 4;

    private static final int PIECE = 16 * 1024;

    private final ImapSession session;
    private final String mailbox;
    private final List<NewMessage> messages = new ArrayList<>(1);
    private final List<MailContent> contents = new ArrayList<>(1);
    private Flags flags;
    private Instant internalDate;
    private boolean inParentheses;
    private Spool spool;
    private long left;
    private long total;

    Appending(ImapSession session, String mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    private record Content(MailContent spooled) implements NewMessage.Content {

        @Override
        public long size() {
            return spooled.size();
        }

        @Override
        public InputStream open() throws IOException {
            return spooled.open();
        }
    }

    /** Reads what comes before a message. */
    void options(Arguments arguments) throws SyntaxException {
        flags = Flags.NONE;
        internalDate = null;
        if (arguments.isNext('(')) {
            flags = arguments.flagList();
            arguments.space();
        }
        if (arguments.isNext('"')) {
            internalDate = arguments.dateTime();
            arguments.space();
        }
        // RFC 6855 4: UTF8 (~{...})
        inParentheses = arguments.peekKeyword().equals("UTF8");
        if (inParentheses) {
            arguments.keyword();
            arguments.space();
            arguments.expect('(');
        }
        arguments.end();
    }

    /** Takes the literal of a message. */
    void begin(Literal literal) {
        long largest = session.config().maxMessageSize();
        total += literal.size();
        if (literal.size() == 0) {
            refuse(literal, () -> session.no(Replies.EMPTY_MESSAGE)); // RFC 3502 6.3.11: so a client cancels
        } else if (literal.size() > largest || total > LARGEST_MESSAGES * largest) {
            refuse(literal, () -> session.no(Replies.MESSAGE_TOO_LARGE));
        } else if (messages.size() == MOST_MESSAGES) {
            refuse(literal, () -> session.no(Replies.TOO_MANY_MESSAGES));
        } else {
            receive(literal);
        }
    }

    private void receive(Literal literal) {
        ImapConfig config = session.config();
        left = literal.size();
        spool = new Spool(
                config.spoolDirectory(),
                config.memoryLimit(),
                left,
                config.disk(),
                config.limits().memory());
        if (literal.synchronizing()) {
            session.goAhead(Replies.GO_AHEAD);
        }
        session.literalComes();
    }

    @Override
    public void octets(ByteBuf octets) {
        int size = (int) Math.min(Math.min(left, PIECE), octets.readableBytes());
        left -= size;
        byte[] piece = ByteBufUtil.getBytes(octets, octets.readerIndex(), size);
        octets.skipBytes(size);
        if (!spool.write(piece, 0, size)) {
            refuse(left, () -> session.no(Replies.NO_MEMORY));
        } else if (left == 0) {
            session.literalEnds();
            endOfMessage();
        } else if (spool.isBehind()) {
            session.afterwards(spool.catchUp(), (done, failure) -> {});
        }
    }

    private void endOfMessage() {
        Spool ended = spool;
        spool = null;
        session.afterwards(ended.finish(), (content, failure) -> {
            if (failure == null) {
                contents.add(content);
                messages.add(new NewMessage(flags, internalDate, new Content(content)));
            }
            if (session.isOver()) {
                free();
            } else if (failure != null) {
                refuse(0, () -> session.no(Replies.UNAVAILABLE));
            }
        });
    }

    @Override
    public void line(ByteBuf line) {
        Literal literal = Literal.announcedBy(line);
        int length = line.readableBytes() - (literal == null ? 0 : literal.length());
        Arguments arguments = session.arguments(ByteBufUtil.getBytes(line, line.readerIndex(), length));
        try {
            if (inParentheses) {
                arguments.expect(')');
            }
            if (literal == null) {
                arguments.end();
            } else {
                arguments.space();
                options(arguments);
            }
        } catch (SyntaxException e) {
            refuse(literal, () -> session.bad(e.getMessage()));
            return;
        }
        if (literal == null) {
            append();
        } else {
            begin(literal);
        }
    }

    @Override
    public void lineTooLong() {
        session.bye(Replies.LINE_TOO_LONG);
    }

    private void append() {
        session.backToCommands();
        String account = session.account();
        session.askAndFree(mailboxes -> mailboxes.append(account, mailbox, messages), this::free, this::appended);
    }

    // RFC 4315 3
    private void appended(AppendedMessages appended) {
        session.ok("[APPENDUID " + appended.uidValidity() + " " + appended.uids() + "] " + Replies.completed("APPEND"));
    }

    /** Gives up in the middle of a literal. */
    private void refuse(long rest, Runnable refusal) {
        if (rest == 0) {
            session.literalEnds();
        }
        refuse(new Literal(rest, false, false, 0), refusal);
    }

    /** Gives up before a literal, or at the end of the command. */
    private void refuse(Literal literal, Runnable refusal) {
        closed();
        if (literal == null) {
            session.backToCommands();
            refusal.run();
        } else {
            session.drop(literal, refusal);
        }
    }

    @Override
    public void closed() {
        if (spool != null) {
            spool.discard();
            spool = null;
        }
        free();
    }

    private void free() {
        contents.forEach(MailContent::close);
    }
}
