package org.letterwing.smtp.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the replies of a peer (RFC 5321 4.2) from octets as they come, in bounded memory. What is no reply, or too long,
 * is an error from which there is no way back.
 */
final class ReplyReader {

    /** The longest line, its end included; RFC 5321 4.5.3.1.5 has 512. */
    static final int MAX_LINE = 4096;

    /** The most lines of one reply. */
    static final int MAX_LINES = 200;

    /** The most octets of one reply. */
    static final int MAX_REPLY = 32 * 1024;

    /** A peer does not speak SMTP. */
    static final class NoReplyException extends Exception {

        private static final long serialVersionUID = 1L;

        NoReplyException(String message) {
            super(message);
        }
    }

    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private int octets;
    private int code;
    private final List<String> lines = new ArrayList<>(1);

    /** Returns whether a reply has begun whose end has not come. */
    boolean isWithinReply() {
        return length > 0 || !lines.isEmpty();
    }

    /**
     * Takes the next octet. LF ends a line, with or without CR: what peers mean by it is not in doubt here.
     *
     * @return the reply that it completes; null if it completes none
     * @throws NoReplyException if this is no reply
     */
    PeerReply take(byte octet) throws NoReplyException {
        if (++octets > MAX_REPLY) {
            throw new NoReplyException("The reply is longer than " + MAX_REPLY + " octets");
        }
        if (octet != '\n') {
            if (length == MAX_LINE) {
                throw new NoReplyException("The reply has a line of more than " + MAX_LINE + " octets");
            }
            line[length++] = octet;
            return null;
        }
        boolean last = endLine();
        length = 0;
        if (!last) {
            return null;
        }
        PeerReply reply = new PeerReply(code, lines);
        lines.clear();
        octets = 0;
        return reply;
    }

    /** Returns whether the line is the reply's last. */
    private boolean endLine() throws NoReplyException {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        int lineCode = code(end);
        boolean last = end == 3 || line[3] != '-';
        if (lineCode < 200 || lineCode > 599 || end > 3 && line[3] != '-' && line[3] != ' ') {
            throw new NoReplyException("This is no SMTP reply: " + printable(0, Math.min(end, 80)));
        }
        if (!lines.isEmpty() && lineCode != code) {
            throw new NoReplyException("The lines of one reply have different codes, " + code + " and " + lineCode);
        }
        if (lines.size() == MAX_LINES) {
            throw new NoReplyException("The reply has more than " + MAX_LINES + " lines");
        }
        code = lineCode;
        lines.add(printable(Math.min(4, end), end));
        return last;
    }

    private int code(int end) {
        int number = 0;
        for (int i = 0; i < 3; i++) {
            if (i >= end || line[i] < '0' || line[i] > '9') {
                return -1;
            }
            number = number * 10 + line[i] - '0';
        }
        return number;
    }

    // RFC 6531 3.5: the text may be UTF-8; it goes to logs and reports, so nothing that controls a terminal.
    private String printable(int from, int to) {
        String text = new String(line, from, to - from, StandardCharsets.UTF_8);
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '?';
                    default -> c;
                })
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
