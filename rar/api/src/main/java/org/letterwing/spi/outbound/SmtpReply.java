package org.letterwing.spi.outbound;

import java.util.Optional;

/**
 * What a peer replied (RFC 5321 4.2).
 *
 * @param code 200 to 599
 * @param enhancedCode such as {@code 5.1.1} (RFC 2034); empty if the peer gave none that is right
 * @param text its lines joined by spaces, without the codes; printable characters, at most {@value #MAX_TEXT}
 */
public record SmtpReply(int code, Optional<String> enhancedCode, String text) {

    /** The longest text, in characters; what is longer was cut off. */
    public static final int MAX_TEXT = 1000;

    /** Returns the reply as one line. */
    @Override
    public String toString() {
        return code + enhancedCode.map(e -> " " + e).orElse("") + (text.isEmpty() ? "" : " " + text);
    }
}
