package org.letterwing.smtp;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DELIVERBY (RFC 2852): what becomes of the mail if it isn't delivered in time. */
final class DeliverByExtension implements Extension {

    // RFC 2852 4: by-value
    private static final Pattern SYNTAX = Pattern.compile("([+-]?[0-9]{1,9});([NR])(T?)", Pattern.CASE_INSENSITIVE);

    @Override
    public String ehloLine() {
        return "DELIVERBY";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("BY", DeliverByExtension::take);
    }

    @Override
    public int lineOctets() {
        // RFC 2852 3
        return 17;
    }

    private static Reply take(String value, Envelope envelope) {
        Matcher matcher = SYNTAX.matcher(value == null ? "" : value);
        if (!matcher.matches()) {
            return Replies.BY_SYNTAX;
        }
        int seconds = Integer.parseInt(matcher.group(1));
        boolean returned = matcher.group(2).equalsIgnoreCase("R");
        // RFC 2852 4: a mail can't have to go back before it came.
        if (returned && seconds <= 0) {
            return Replies.BY_SYNTAX;
        }
        Instant deadline = Instant.now().plusSeconds(seconds);
        envelope.deliverBy(
                new MailOptions.DeliverBy(deadline, returned, !matcher.group(3).isEmpty()));
        return null;
    }
}
