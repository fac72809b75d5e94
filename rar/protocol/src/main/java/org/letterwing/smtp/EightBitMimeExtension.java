package org.letterwing.smtp;

import java.util.Locale;
import java.util.Map;

/**
 * 8BITMIME (RFC 6152): the mail has octets beyond ASCII, or more. Such octets are taken without it too: many clients send
 * them undeclared, and changing or refusing them would help nobody.
 */
final class EightBitMimeExtension implements Extension {

    // RFC 3030 3 adds BINARYMIME to the values of this parameter.
    private static final Map<String, MailOptions.Body> BODIES = Map.of(
            "7BIT", MailOptions.Body.SEVEN_BIT,
            "8BITMIME", MailOptions.Body.EIGHT_BIT,
            "BINARYMIME", MailOptions.Body.BINARY);

    @Override
    public String ehloLine() {
        return "8BITMIME";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("BODY", EightBitMimeExtension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 6152 2
        return 17;
    }

    private static Reply take(String value, Envelope envelope) {
        MailOptions.Body body = value == null ? null : BODIES.get(value.toUpperCase(Locale.ROOT));
        if (body == null) {
            return Replies.BODY_UNKNOWN;
        }
        envelope.declareBody(body);
        return null;
    }
}
