package org.letterwing.structure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/**
 * Finds out what a message is made of (RFC 2045, RFC 2046) while its octets go by once. Whatever they are, something comes
 * out: what is missing is taken as empty, and what is nested too deep as a part that nobody can look into. Memory is
 * bounded. A line ends with CR LF, or with LF alone.
 */
public final class StructureReader {

    /** How deep parts may be in others. */
    static final int DEEPEST = 50;

    /** How many parts a message may have; what follows belongs to the last one. */
    static final int MOST_PARTS = 10_000;

    /** What is longer is looked at in pieces. */
    private static final int LONGEST_LINE = 4096;

    /** How many octets of header fields are kept of all parts. */
    private static final int MOST_FIELDS = 256 * 1024;

    private final HeaderFields.Room room = new HeaderFields.Room(MOST_FIELDS);
    private final List<OpenPart> open = new ArrayList<>();
    private final OpenPart root;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean lineStart = true;
    private long offset; // where the line begins, or its piece
    private long lineEnds;
    private int lastLineEnd; // octets of the line end before this line
    private boolean inHeader;
    private int parts;
    private MessageFacts facts;

    private StructureReader() {
        root = push(0, true, OpenPart.TEXT);
    }

    /** Reads a message to its end, and closes it. */
    public static MessageFacts read(InputStream message) throws IOException {
        var reader = new StructureReader();
        byte[] octets = new byte[16 * 1024];
        try (message) {
            for (int count = message.read(octets); count >= 0; count = message.read(octets)) {
                reader.read(octets, count);
            }
        }
        return reader.end();
    }

    private void read(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            byte octet = octets[i];
            line[length++] = octet;
            if (octet == '\n') {
                line(length > 1 && line[length - 2] == '\r' ? length - 2 : length - 1, true);
                offset += length;
                length = 0;
                lineStart = true;
            } else if (length == LONGEST_LINE) {
                int rest = octet == '\r' ? 1 : 0; // it may be half of a line end
                line(length - rest, false);
                offset += length - rest;
                line[0] = '\r';
                length = rest;
                lineStart = false;
            }
        }
    }

    private MessageFacts end() {
        if (length > 0) {
            int textEnd = length;
            length = 0;
            lastLine(textEnd);
        }
        closeTo(0, offset, lineEnds);
        return facts;
    }

    private void lastLine(int textEnd) {
        if (!(lineStart && delimiter(textEnd, offset + textEnd)) && inHeader) {
            top().fields().add(line, textEnd, lineStart);
        }
        offset += textEnd;
    }

    /**
     * Takes a line, or a piece of one.
     *
     * @param textEnd where its text ends
     * @param whole whether its end has come
     */
    private void line(int textEnd, boolean whole) {
        boolean delimiter = lineStart && whole && delimiter(textEnd, offset + length);
        if (whole) {
            lineEnds++;
            lastLineEnd = length - textEnd;
        }
        if (inHeader && !delimiter) {
            if (whole && lineStart && textEnd == 0) {
                endHeader(offset + length);
            } else {
                top().fields().add(line, textEnd, lineStart);
            }
        }
    }

    /** Returns whether the line is a delimiter, and takes it. */
    private boolean delimiter(int textEnd, long lineEnd) {
        if (textEnd < 2 || line[0] != '-' || line[1] != '-') {
            return false;
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            OpenPart.Delimiter found = open.get(i).delimiter(line, textEnd);
            if (found == OpenPart.Delimiter.LAST || found == OpenPart.Delimiter.NEXT && parts < MOST_PARTS) {
                // RFC 2046 5.1.1: the line end before a delimiter belongs to it.
                closeTo(i + 1, offset - lastLineEnd, lastLineEnd > 0 ? lineEnds - 1 : lineEnds);
                if (found == OpenPart.Delimiter.LAST) {
                    top().noMoreParts();
                } else {
                    push(lineEnd, false, top().usualTypeOfParts());
                }
                return true;
            }
        }
        return false;
    }

    private OpenPart top() {
        return open.get(open.size() - 1);
    }

    private OpenPart push(long header, boolean message, String usualType) {
        var part = new OpenPart(header, message, usualType, new HeaderFields(message, room));
        open.add(part);
        parts++;
        inHeader = true;
        return part;
    }

    private void endHeader(long at) {
        inHeader = false;
        if (top().endHeader(at, lineEnds, open.size() >= DEEPEST) == OpenPart.Kind.MESSAGE) {
            push(at, true, OpenPart.TEXT);
        }
    }

    /** Ends the parts that are open behind the first ones. A header without a body ends with what ends its part. */
    private void closeTo(int size, long end, long linesBefore) {
        while (inHeader && open.size() > size) {
            endHeader(offset);
        }
        while (open.size() > size) {
            OpenPart part = open.remove(open.size() - 1);
            close(part, part.end(end, linesBefore));
        }
    }

    private void close(OpenPart part, Part ended) {
        if (!part.isMessage()) {
            top().add(ended);
        } else if (part == root) {
            facts = new MessageFacts(
                    new MessageStructure(part.envelope(), ended), part.fields().text("references"));
        } else {
            top().inside(new MessageStructure(part.envelope(), ended));
        }
    }
}
