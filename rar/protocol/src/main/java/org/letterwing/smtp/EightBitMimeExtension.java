package org.letterwing.smtp;

import java.util.Map;

/**
 * 8BITMIME (RFC 6152): the mail has octets beyond ASCII. Such octets are taken without it too: many clients send them
 * undeclared, and changing or refusing them would help nobody.
 */
final class EightBitMimeExtension implements Extension {

    @Override
    public String ehloLine() {
        return "8BITMIME";
    }

    @Override
    public Map<String, Parameter> mailParameters() {
        return Map.of("BODY", EightBitMimeExtension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 6152 2
        return 17;
    }

    private static Reply take(String value, Envelope envelope) {
        if ("8BITMIME".equalsIgnoreCase(value)) {
            envelope.declareEightBitMime();
            return null;
        }
        return "7BIT".equalsIgnoreCase(value) ? null : Replies.BODY_UNKNOWN;
    }
}
