package org.letterwing.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows the structure of a mail (RFC 2045, RFC 2046 5.1) while its octets go by. A structure that others may see in
 * another way is refused. Its memory is bounded, however large the mail is.
 */
final class MimeReader {

    /** Takes the mail on: each octet once, in order. */
    interface Handler {

        /** The header of a message or part. */
        void header(EntityHeader header) throws InconvertibleException;

        /** Some of the body that follows, unless it is made of parts. */
        void body(byte[] octets, int from, int to) throws IOException;

        /** The body has come to its end. */
        void endOfBody() throws IOException, InconvertibleException;

        /** What stands between parts: delimiters, and the text before the first and behind the last of them. */
        void between(byte[] octets, int from, int to) throws IOException;
    }

    // What is longer is passed on in pieces.
    private static final int LONGEST_LINE = 4096;
    private static final int LARGEST_HEADER = 512 * 1024;
    private static final int MOST_PARTS = 10_000;
    private static final int DEEPEST = 50;

    private static final byte[] NEW_LINE = {'\r', '\n'};

    private enum State {
        HEADER,
        BODY,
        BETWEEN
    }

    /**
     * A multipart whose end has not come.
     *
     * @param delimiter what its delimiters begin with
     * @param depth how deep its parts are in others
     * @param usualType of its parts
     */
    private record Level(byte[] delimiter, int depth, ContentType usualType) {}

    private final Handler handler;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean lineStart = true;
    private State state = State.HEADER;
    private boolean message = true;
    private ContentType usualType = ContentType.TEXT;
    private int depth;
    private int parts;
    private boolean newLineHeld;

    MimeReader(Handler handler) {
        this.handler = handler;
    }

    /** Reads a mail to its end, and closes it. */
    static void read(InputStream mail, Handler handler) throws IOException, InconvertibleException {
        var reader = new MimeReader(handler);
        byte[] octets = new byte[16 * 1024];
        try (mail) {
            for (int count = mail.read(octets); count >= 0; count = mail.read(octets)) {
                reader.read(octets, 0, count);
            }
        }
        reader.end();
    }

    /** Reads on. */
    void read(byte[] octets, int from, int to) throws IOException, InconvertibleException {
        for (int at = from; at < to; at++) {
            byte octet = octets[at];
            line[length++] = octet;
            if (octet == '\n' && length > 1 && line[length - 2] == '\r') {
                line(length - 2, length);
                lineStart = true;
                length = 0;
            } else if (length == LONGEST_LINE) {
                int rest = octet == '\r' ? 1 : 0; // it may be half of an end
                line(length - rest, length - rest);
                lineStart = false;
                line[0] = '\r';
                length = rest;
            }
        }
    }

    /** The mail ends. */
    void end() throws IOException, InconvertibleException {
        if (length > 0) {
            line(length, length);
        }
        endEntity();
        if (!levels.isEmpty()) {
            throw broken("the end of its parts is missing");
        }
    }

    /**
     * Takes a line, or a piece of one.
     *
     * @param textEnd where its text ends
     * @param end where its CR LF ends, if it has come
     */
    private void line(int textEnd, int end) throws IOException, InconvertibleException {
        if (lineStart && !levels.isEmpty() && line[0] == '-' && delimiter(textEnd, end)) {
            return;
        }
        switch (state) {
            case HEADER -> header(end);
            case BODY -> body(textEnd, end);
            case BETWEEN -> handler.between(line, 0, end);
        }
    }

    private void header(int end) throws IOException, InconvertibleException {
        header.write(line, 0, end);
        if (header.size() > LARGEST_HEADER) {
            throw new InconvertibleException("it has a very large header");
        }
        if (lineStart && end == 2 && line[0] == '\r') {
            endHeader();
        }
    }

    private void endHeader() throws InconvertibleException {
        var entity = new EntityHeader(header.toByteArray(), message, usualType);
        header.reset();
        handler.header(entity);
        usualType = ContentType.TEXT;
        switch (entity.structure()) {
            case MULTIPART -> open(entity.type());
            case MESSAGE -> {
                message = true;
                deeper();
            }
            case LEAF, OPAQUE -> state = State.BODY;
        }
    }

    private void open(ContentType type) throws InconvertibleException {
        byte[] delimiter = ("--" + type.boundary().orElseThrow()).getBytes(StandardCharsets.US_ASCII);
        deeper();
        levels.push(
                new Level(delimiter, depth, type.subtype().equals("digest") ? ContentType.MESSAGE : ContentType.TEXT));
        state = State.BETWEEN;
    }

    private void deeper() throws InconvertibleException {
        if (++depth > DEEPEST) {
            throw new InconvertibleException("its parts are nested too deep");
        }
    }

    // RFC 2046 5.1.1: the CR LF before a delimiter belongs to it.
    private void body(int textEnd, int end) throws IOException {
        passNewLine();
        handler.body(line, 0, textEnd);
        newLineHeld = end > textEnd;
    }

    private void passNewLine() throws IOException {
        if (newLineHeld) {
            newLineHeld = false;
            handler.body(NEW_LINE, 0, 2);
        }
    }

    /** Returns whether the line is a delimiter, and takes it. */
    private boolean delimiter(int textEnd, int end) throws IOException, InconvertibleException {
        Level found = null;
        int candidates = 0;
        int matches = 0;
        for (Level level : levels) {
            if (begins(level.delimiter)) {
                candidates++;
                if (isPadding(afterDelimiter(level, textEnd), textEnd)) {
                    found = level;
                    matches++;
                }
            }
        }
        if (candidates == 0) {
            return false;
        }
        // By RFC 2046 5.1.1 what only begins so is a delimiter, and by most programs it is none.
        if (matches != 1 || length == LONGEST_LINE) {
            throw broken("a line may be a boundary between its parts, or not");
        }
        boolean last = afterDelimiter(found, textEnd) > found.delimiter.length;
        delimiter(found, last, end);
        return true;
    }

    private void delimiter(Level level, boolean last, int end) throws IOException, InconvertibleException {
        boolean held = newLineHeld;
        newLineHeld = false;
        endEntity();
        if (levels.peek() != level) {
            throw broken("the end of its parts is missing");
        }
        if (held) {
            handler.between(NEW_LINE, 0, 2);
        }
        handler.between(line, 0, end);
        if (last) {
            levels.pop();
        } else {
            if (++parts > MOST_PARTS) {
                throw new InconvertibleException("it has too many parts");
            }
            depth = level.depth;
            message = false;
            usualType = level.usualType;
            state = State.HEADER;
        }
    }

    /** Ends what has begun, be it a header without a body. */
    private void endEntity() throws IOException, InconvertibleException {
        while (state == State.HEADER) {
            endHeader();
        }
        if (state == State.BODY) {
            passNewLine();
            handler.endOfBody();
        }
        state = State.BETWEEN;
    }

    private boolean begins(byte[] delimiter) {
        if (length < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (line[i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the delimiter ends, with the hyphens of the last one. */
    private int afterDelimiter(Level level, int textEnd) {
        int at = level.delimiter.length;
        return at + 2 <= textEnd && line[at] == '-' && line[at + 1] == '-' ? at + 2 : at;
    }

    private boolean isPadding(int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static InconvertibleException broken(String what) {
        return new InconvertibleException("it is not well formed, for " + what);
    }
}
