package org.letterwing.smtp.client;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a peer replied (RFC 5321 4.2).
 *
 * @param code 200 to 599
 * @param lines at least one line of text, printable, without the code
 */
public record PeerReply(int code, List<String> lines) {

    /** RFC 5321 4.2.1: the peer ends the session. */
    static final int CLOSING = 421;

    private static final int LOG_LIMIT = 1000;

    // RFC 2034 4
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: (.*)|$)");

    /** Copies the list. */
    public PeerReply {
        lines = List.copyOf(lines);
    }

    /** Returns whether the reply is a 2xx. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Returns whether the same may work later: a 4xx. */
    public boolean isTemporary() {
        return code / 100 == 4;
    }

    /** Returns whether the reply is a 5xx. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /** Returns whether the peer ends the session with this reply. */
    boolean isClosing() {
        return code == CLOSING;
    }

    /** Returns the enhanced status code (RFC 2034); empty if there is none of the code's class. */
    public Optional<String> enhancedCode() {
        Matcher matcher = ENHANCED.matcher(lines.get(0));
        return matcher.matches() && matcher.group(1).charAt(0) - '0' == code / 100
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    /**
     * Returns the text as one line, without the enhanced status code.
     *
     * @param limit the most characters
     */
    public String text(int limit) {
        String prefix = enhancedCode().orElse(null);
        String text = lines.stream()
                .map(line -> prefix != null && line.startsWith(prefix) ? line.substring(prefix.length()) : line)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    /** Returns the reply as one line, cut off where it is too long for a log. */
    @Override
    public String toString() {
        String line = code + " " + String.join(" ", lines);
        return line.length() <= LOG_LIMIT ? line : line.substring(0, LOG_LIMIT);
    }
}
