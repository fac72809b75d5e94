package org.letterwing.smtp;

import java.util.Map;

/** SMTPUTF8 (RFC 6531): addresses and header fields in UTF-8. */
final class SmtpUtf8Extension implements Extension {

    @Override
    public String ehloLine() {
        return "SMTPUTF8";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("SMTPUTF8", SmtpUtf8Extension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 6531 3.1: 10 for MAIL.
        return 10;
    }

    private static Reply take(String value, Envelope envelope) {
        if (value != null) {
            return Replies.SMTPUTF8_HAS_NO_VALUE;
        }
        envelope.declareSmtpUtf8();
        return null;
    }
}
