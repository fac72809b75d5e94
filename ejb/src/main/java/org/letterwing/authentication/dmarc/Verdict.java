package org.letterwing.authentication.dmarc;

import java.util.Locale;
import java.util.Optional;

/**
 * What DMARC says about a mail.
 *
 * @param result as RFC 7489 11.2 calls it
 * @param domain the author domain that it is about, of A-labels; empty text for none
 * @param published the record that counts; empty if there is none, or nobody knows
 * @param requested what the record asks for; {@link Policy#NONE} unless the mail failed
 * @param disposition what is to be done: the same, or a milder one for a mail that is exempt by {@code pct} or {@code t}
 * @param alignedSpf whether SPF stands for the author domain
 * @param alignedDkim whether a signature does
 */
public record Verdict(
        Result result,
        String domain,
        Optional<PublishedPolicy> published,
        Policy requested,
        Policy disposition,
        boolean alignedSpf,
        boolean alignedDkim) {

    /** How an evaluation ends. */
    public enum Result {
        /** The domain has no policy. */
        NONE,
        /** The domain stands for the mail. */
        PASS,
        /** It does not. */
        FAIL,
        /** Nobody knows now. */
        TEMPERROR,
        /** The mail does not say clearly which domain its author has. */
        PERMERROR;

        /** Returns its name in Authentication-Results. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict without(Result result, String domain) {
        return new Verdict(result, domain, Optional.empty(), Policy.NONE, Policy.NONE, false, false);
    }

    /** Returns whether the owner's policy does not apply, for only a part of the mails is meant (RFC 7489 6.6.4). */
    public boolean isSampledOut() {
        return requested != disposition;
    }

    /** Counts how much speaks against the mail. */
    int strictness() {
        return switch (result) {
            case PASS -> 0;
            case NONE -> 1;
            case FAIL -> disposition == Policy.NONE ? 2 : 3 + disposition.ordinal();
            case TEMPERROR -> 3;
            case PERMERROR -> 6;
        };
    }
}
