package org.letterwing.srs;

import java.util.Optional;

/**
 * What stands behind a rewritten address.
 *
 * @param kind whether it is one of ours
 * @param sender the address to which its mail goes; empty unless it is genuine
 */
public record Reversal(Kind kind, Optional<String> sender) {

    /** Whether a rewritten address is one of ours. */
    public enum Kind {
        /** It is. */
        GENUINE,
        /** It was, and its time is over. */
        EXPIRED,
        /** It was not made with a key of ours, or somebody changed it. */
        FORGED
    }

    static final Reversal EXPIRED = new Reversal(Kind.EXPIRED, Optional.empty());
    static final Reversal FORGED = new Reversal(Kind.FORGED, Optional.empty());

    static Reversal of(String sender) {
        return new Reversal(Kind.GENUINE, Optional.of(sender));
    }
}
