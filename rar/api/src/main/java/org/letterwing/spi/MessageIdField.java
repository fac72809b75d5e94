package org.letterwing.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.letterwing.api.InboundMail;

/** Finds the Message-ID (RFC 5322 3.6.4) of a mail in its header. */
public final class MessageIdField {

    /** What is longer is cut, in characters. */
    static final int MAX_LENGTH = 250;

    private static final int MAX_HEADER = 128 * 1024;
    private static final int MAX_LINE = 1000;
    private static final String NAME = "message-id:";

    private final InputStream content;
    private int left = MAX_HEADER;

    private MessageIdField(InputStream content) {
        this.content = content;
    }

    /** Returns what stands between the angle brackets; empty if there is none, or the mail can't be read. */
    public static Optional<String> of(InboundMail mail) {
        try (InputStream content = mail.openContent()) {
            return read(content);
        } catch (IOException e) {
            return Optional.empty(); // the trace goes without it
        }
    }

    /** Returns what stands between the angle brackets; the caller closes the content. */
    static Optional<String> read(InputStream content) throws IOException {
        var field = new MessageIdField(content);
        for (String line = field.line(); !line.isEmpty(); line = field.line()) {
            if (line.regionMatches(true, 0, NAME, 0, NAME.length())) {
                String value = line.substring(NAME.length()).strip();
                return id(value.isEmpty() ? field.line().strip() : value); // it may stand on the next line
            }
        }
        return Optional.empty();
    }

    /** Returns a Message-ID in the form that is compared, with angle brackets or without; empty if it is none. */
    public static Optional<String> id(String text) {
        int begin = text.indexOf('<') + 1;
        int end = text.indexOf('>', begin);
        String id = text.substring(begin, end < 0 ? text.length() : end).strip();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(id.length() > MAX_LENGTH ? id.substring(0, MAX_LENGTH) : id);
    }

    /** Returns the next line without its end, cut if it is long; empty text at the end of the header. */
    private String line() throws IOException {
        var line = new StringBuilder();
        int octet = content.read();
        for (; octet >= 0 && octet != '\n' && --left > 0; octet = content.read()) {
            if (line.length() < MAX_LINE && octet != '\r') {
                line.append(octet >= 0x20 && octet < 0x7f ? (char) octet : octet == '\t' ? ' ' : '?');
            }
        }
        return line.toString();
    }
}
