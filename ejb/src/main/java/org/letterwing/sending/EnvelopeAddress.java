package org.letterwing.sending;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.directory.Destination;

/** An address as an envelope has it: a Mailbox of RFC 5321 4.1.2, with the characters of RFC 6531 3.3. */
final class EnvelopeAddress {

    // RFC 5321 4.5.3.1.1, in octets
    private static final int LOCAL_PART_LIMIT = 64;

    private static final String ATOM = "[\\w!#$%&'*+/=?^`{|}~-[[^\\x00-\\x7F]&&[^\\p{C}\\p{Z}]]]+";
    private static final Pattern LOCAL_PART =
            Pattern.compile(ATOM + "(\\." + ATOM + ")*|\"([ !#-\\[\\]-~]|\\\\[ -~])*\"");

    private EnvelopeAddress() {}

    /**
     * Reads an address. A domain beyond ASCII becomes one of A-labels where that lets the whole address be ASCII, which
     * every host takes.
     *
     * @return empty if it is none to which mail could go
     */
    static Optional<String> of(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String localPart = text.substring(0, at);
        if (!LOCAL_PART.matcher(localPart).matches()
                || localPart.getBytes(StandardCharsets.UTF_8).length > LOCAL_PART_LIMIT) {
            return Optional.empty();
        }
        boolean becomesAscii = isAscii(localPart) && !isAscii(text);
        return Destination.of(text).map(domain -> becomesAscii ? localPart + "@" + domain : text);
    }

    /** Returns whether a text has no characters beyond ASCII. */
    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
