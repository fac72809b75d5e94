package org.letterwing.smtp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/** FUTURERELEASE (RFC 4865): the mail is held until a time. */
final class FutureReleaseExtension implements Extension {

    private static final Duration LONGEST = Duration.ofDays(31);
    // RFC 4865 4: future-release-integer
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

    @Override
    public String ehloLine() {
        return "FUTURERELEASE " + LONGEST.toSeconds() + " "
                + Instant.now().plus(LONGEST).truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("HOLDFOR", FutureReleaseExtension::takeInterval, "HOLDUNTIL", FutureReleaseExtension::takeTime);
    }

    @Override
    public int lineOctets() {
        // RFC 4865 4
        return 34;
    }

    private static Reply takeInterval(String value, Envelope envelope) {
        if (value == null || !SECONDS.matcher(value).matches()) {
            return Replies.HOLD_SYNTAX;
        }
        return hold(Instant.now().plusSeconds(Long.parseLong(value)), envelope);
    }

    private static Reply takeTime(String value, Envelope envelope) {
        if (value == null) {
            return Replies.HOLD_SYNTAX;
        }
        try {
            return hold(OffsetDateTime.parse(value).toInstant(), envelope);
        } catch (DateTimeException e) {
            return Replies.HOLD_SYNTAX;
        }
    }

    private static Reply hold(Instant until, Envelope envelope) {
        if (until.isAfter(Instant.now().plus(LONGEST))) {
            return Replies.HOLD_TOO_LONG;
        }
        return envelope.hold(until) ? null : Replies.HOLD_TWICE;
    }
}
