package org.letterwing.spi;

import java.util.Optional;

import org.letterwing.api.Refusal;

/**
 * Who takes mail for an address.
 *
 * @param listener the name of the listener of an application that takes it; empty if the sink does, or nobody
 * @param refusal the reply when it can't be taken; empty if it can
 * @param requireAuthenticated whether it is taken only if the checks of the arrived mail show who sent it
 */
public record RecipientAnswer(Optional<String> listener, Optional<Refusal> refusal, boolean requireAuthenticated) {

    /** The sink takes it: for mailboxes, or for other hosts. */
    public static final RecipientAnswer SINK = new RecipientAnswer(Optional.empty(), Optional.empty(), false);

    /** Nobody may take mail for the address now. */
    public static RecipientAnswer refused(Refusal refusal) {
        return new RecipientAnswer(Optional.empty(), Optional.of(refusal), false);
    }

    /** A listener takes it: itself where it is active, else out of the queue. */
    public static RecipientAnswer listener(String name) {
        return new RecipientAnswer(Optional.of(name), Optional.empty(), false);
    }

    /** A listener takes it where it is active; the queue has no room for it. */
    public static RecipientAnswer listenerAlone(String name, Refusal refusal) {
        return new RecipientAnswer(Optional.of(name), Optional.of(refusal), false);
    }

    /** Returns the same answer for a listener that takes mail of known senders alone, if this one isn't known yet. */
    public RecipientAnswer onlyAuthenticated() {
        return new RecipientAnswer(listener, refusal, true);
    }
}
