package org.letterwing.spi;

import java.util.Optional;

import org.letterwing.api.Refusal;

/**
 * What the mail system says to one mail.
 *
 * @param refusal why it was not taken; empty when it was
 */
public record Verdict(Optional<Refusal> refusal) {

    /** The mail is taken, if the transaction commits. */
    public static final Verdict TAKEN = new Verdict(Optional.empty());

    /** The mail is refused with the given reply. */
    public static Verdict refused(Refusal refusal) {
        return new Verdict(Optional.of(refusal));
    }

    /** Returns whether the mail was taken. */
    public boolean isTaken() {
        return refusal.isEmpty();
    }
}
