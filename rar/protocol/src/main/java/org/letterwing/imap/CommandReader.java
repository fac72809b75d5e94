package org.letterwing.imap;

import java.util.Arrays;

import io.netty.buffer.ByteBuf;

import org.letterwing.net.MemoryBudget;

/**
 * Collects a command: its lines, and the literals between them (RFC 9051 4.3), up to a bound. Holds nothing between two
 * commands.
 */
final class CommandReader implements Continuation {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final ImapSession session;
    private final int limit;
    private final MemoryBudget memory;
    private byte[] collected;
    private int length;
    private int left;
    private long taken;

    CommandReader(ImapSession session, int limit, MemoryBudget memory) {
        this.session = session;
        this.limit = limit;
        this.memory = memory;
    }

    @Override
    public void line(ByteBuf line) {
        Literal literal = Literal.announcedBy(line);
        boolean broken = holdsBreak(line);
        int size = line.readableBytes();
        boolean fits = length + size <= limit;
        if (fits) {
            append(line, size);
        }
        if (fits && !broken) {
            if (literal == null) {
                session.run(take());
            } else {
                announced(literal);
            }
            return;
        }
        String reason = broken ? Replies.BARE_LINE_BREAK : Replies.COMMAND_TOO_LARGE;
        if (literal == null) {
            session.refuse(take(), reason);
        } else {
            session.drop(take(), literal, () -> session.bad(reason));
        }
    }

    private static boolean holdsBreak(ByteBuf line) {
        return line.indexOf(line.readerIndex(), line.writerIndex(), (byte) '\n') >= 0
                || line.indexOf(line.readerIndex(), line.writerIndex(), (byte) '\r') >= 0;
    }

    private void announced(Literal literal) {
        try {
            if (session.takeLiteral(Arrays.copyOf(collected, length - literal.length()), literal)) {
                take();
                return;
            }
        } catch (SyntaxException e) {
            session.drop(take(), literal, () -> session.bad(e.getMessage()));
            return;
        }
        if (length + LINE_END.length + literal.size() > limit) {
            session.drop(take(), literal, () -> session.bad(Replies.COMMAND_TOO_LARGE));
            return;
        }
        if (!memory.take(literal.size())) {
            session.drop(take(), literal, () -> session.no(Replies.NO_MEMORY));
            return;
        }
        taken += literal.size();
        room(LINE_END.length);
        System.arraycopy(LINE_END, 0, collected, length, LINE_END.length);
        length += LINE_END.length;
        left = (int) literal.size();
        if (literal.synchronizing()) {
            session.goAhead(Replies.GO_AHEAD);
        }
        if (left > 0) {
            session.literalComes();
        }
    }

    @Override
    public void octets(ByteBuf octets) {
        int size = Math.min(left, octets.readableBytes());
        append(octets, size);
        left -= size;
        if (left == 0) {
            session.literalEnds();
        }
    }

    @Override
    public void lineTooLong() {
        session.bye(Replies.LINE_TOO_LONG);
    }

    @Override
    public void closed() {
        take();
    }

    private void append(ByteBuf octets, int size) {
        room(size);
        octets.readBytes(collected, length, size);
        length += size;
    }

    private void room(int size) {
        if (collected == null) {
            collected = new byte[size];
        } else if (collected.length - length < size) {
            byte[] larger = Arrays.copyOf(collected, Math.max(length + size, 2 * length));
            Arrays.fill(collected, (byte) 0); // may hold a password
            collected = larger;
        }
    }

    /** Returns what was collected, and forgets it. */
    private byte[] take() {
        byte[] whole = collected == null ? new byte[0] : collected.length == length ? collected : wiped();
        collected = null;
        length = 0;
        left = 0;
        memory.give(taken);
        taken = 0;
        return whole;
    }

    private byte[] wiped() {
        byte[] whole = Arrays.copyOf(collected, length);
        Arrays.fill(collected, (byte) 0);
        return whole;
    }
}
