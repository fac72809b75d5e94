package org.letterwing.smtp;

import java.util.Map;

/** REQUIRETLS (RFC 8689): the mail goes on under verified TLS, or not at all. Known under TLS alone. */
final class RequireTlsExtension implements Extension {

    @Override
    public String ehloLine() {
        return "REQUIRETLS";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("REQUIRETLS", RequireTlsExtension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 8689 2
        return 11;
    }

    private static Reply take(String value, Envelope envelope) {
        if (value != null) {
            return Replies.REQUIRETLS_HAS_NO_VALUE;
        }
        envelope.requireTls();
        return null;
    }
}
