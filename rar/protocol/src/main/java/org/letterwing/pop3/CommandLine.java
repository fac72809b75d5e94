package org.letterwing.pop3;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A command as the client sent it (RFC 1939 3): a keyword, and after a space its arguments.
 *
 * <p>Valid as long as the buffer that it reads.
 */
final class CommandLine {

    private static final int MAX_DIGITS = 18; // so many fit into a long

    private final ByteBuf line;
    private final String keyword;

    CommandLine(ByteBuf line) {
        this.line = line;
        int space = line.bytesBefore((byte) ' ');
        int length = space < 0 ? line.readableBytes() : space;
        keyword = line.toString(line.readerIndex(), length, StandardCharsets.US_ASCII)
                .toUpperCase(Locale.ROOT);
        line.skipBytes(space < 0 ? length : length + 1);
    }

    /** Returns the keyword in upper case. */
    String keyword() {
        return keyword;
    }

    boolean hasArguments() {
        return line.isReadable();
    }

    /** Returns all that follows the keyword as one text, which may hold spaces. */
    String text() throws SyntaxException {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new SyntaxException();
        }
        return text;
    }

    /** Returns all that follows the keyword, spaces included, and wipes it from the buffer. */
    char[] secret() throws SyntaxException {
        if (!line.isReadable()) {
            throw new SyntaxException();
        }
        byte[] octets = ByteBufUtil.getBytes(line);
        line.setZero(line.readerIndex(), octets.length);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(octets));
        char[] secret = Arrays.copyOf(decoded.array(), decoded.length());
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(octets, (byte) 0);
        return secret;
    }

    void checkNoArguments() throws SyntaxException {
        numbers(0, 0);
    }

    /**
     * Returns the arguments, which must be numbers.
     *
     * @param least the fewest that there must be
     * @param most the most that there may be
     */
    long[] numbers(int least, int most) throws SyntaxException {
        String text = line.toString(StandardCharsets.US_ASCII).strip();
        String[] words = text.isEmpty() ? new String[0] : text.split(" +");
        if (words.length < least || words.length > most) {
            throw new SyntaxException();
        }
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = number(words[i]);
        }
        return numbers;
    }

    private static long number(String word) throws SyntaxException {
        if (word.length() > MAX_DIGITS || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SyntaxException();
        }
        return Long.parseLong(word);
    }
}
