package org.letterwing.smtp;

import java.util.List;

/**
 * An SMTP reply (RFC 5321 4.2).
 *
 * @param code 200 to 599
 * @param enhancedCode the enhanced status code (RFC 2034); null for none, as in the greeting and after EHLO
 * @param lines at least one line of text, without line breaks
 */
public record Reply(int code, String enhancedCode, List<String> lines) {

    /** Copies the list. */
    public Reply {
        lines = List.copyOf(lines);
    }

    /** Makes a reply of one line. */
    public static Reply of(int code, String enhancedCode, String text) {
        return new Reply(code, enhancedCode, List.of(text));
    }

    /** Returns whether the reply is a 2xx. */
    public boolean isPositive() {
        return code < 300;
    }
}
