package org.letterwing.api;

import java.util.regex.Pattern;

/**
 * A negative SMTP reply: code (RFC 5321 4.2), enhanced status code (RFC 3463) and text.
 *
 * @param code 400 to 599
 * @param enhancedCode {@code class.subject.detail}, its class the code's first digit
 * @param text printable ASCII without line breaks, at most {@value #MAX_TEXT} characters
 */
public record Refusal(int code, String enhancedCode, String text) {

    /** The longest text, in characters: a reply line has 512 octets (RFC 5321 4.5.3.1.5). */
    public static final int MAX_TEXT = 400;

    // RFC 3463 2
    private static final Pattern ENHANCED_CODE = Pattern.compile("[45]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    /** Checks the ranges, so that no text of an application can break the protocol. */
    public Refusal {
        if (code < 400 || code > 599) {
            throw new IllegalArgumentException("A refusal's code is 400 to 599, not " + code);
        }
        if (!ENHANCED_CODE.matcher(enhancedCode).matches() || enhancedCode.charAt(0) - '0' != code / 100) {
            throw new IllegalArgumentException(
                    "The enhanced status code '" + enhancedCode + "' doesn't go with the code " + code);
        }
        if (text.length() > MAX_TEXT || !text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "A refusal's text is printable ASCII of at most " + MAX_TEXT + " characters");
        }
    }

    /** Returns whether the client may try again later. */
    public boolean isTemporary() {
        return code < 500;
    }

    /** Returns the reply line without its line break. */
    @Override
    public String toString() {
        return code + " " + enhancedCode + " " + text;
    }
}
