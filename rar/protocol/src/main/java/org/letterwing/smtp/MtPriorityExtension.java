package org.letterwing.smtp;

import java.util.Map;
import java.util.regex.Pattern;

/** MT-PRIORITY (RFC 6710): which mails go before others. */
final class MtPriorityExtension implements Extension {

    // RFC 6710 4.1: priority-value
    private static final Pattern SYNTAX = Pattern.compile("0|-?[1-9]");

    @Override
    public String ehloLine() {
        return "MT-PRIORITY";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("MT-PRIORITY", MtPriorityExtension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 6710 3
        return 15;
    }

    private static Reply take(String value, Envelope envelope) {
        if (value == null || !SYNTAX.matcher(value).matches()) {
            return Replies.PRIORITY_SYNTAX;
        }
        envelope.prioritise(Integer.parseInt(value));
        return null;
    }
}
