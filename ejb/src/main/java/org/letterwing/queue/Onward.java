package org.letterwing.queue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;
import org.letterwing.directory.Destination;

/**
 * A recipient whose mail the queue brings on.
 *
 * @param recipient the recipient, with what the sender said of it
 * @param domain its domain of A-labels in lower case, or an address literal; {@code ""} for one of ours that has none
 * @param way why it is in the queue
 * @param listener the name of the listener of an application that takes it; empty for all others
 * @param through the domain of the alias that leads to it, of A-labels; empty if none does
 */
public record Onward(Recipient recipient, String domain, Way way, Optional<String> listener, Optional<String> through) {

    /** Why a recipient is in the queue. */
    public enum Way {
        /** It is at another host. */
        FOREIGN,
        /** An alias of ours leads to it, on another host. */
        FORWARDED,
        /** It is one of ours: its delivery waits, its sender wants to be told of it, or an application takes it. */
        OURS
    }

    /** Returns a recipient at another host; empty if no mail can go there. */
    static Optional<Onward> foreign(Recipient recipient) {
        return Destination.of(recipient.address())
                .map(domain -> new Onward(recipient, domain, Way.FOREIGN, Optional.empty(), Optional.empty()));
    }

    /** Returns a recipient of ours. */
    static Onward ours(Recipient recipient, Optional<String> listener) {
        String domain = Destination.of(recipient.address()).orElse("");
        return new Onward(recipient, domain, Way.OURS, listener, Optional.empty());
    }

    /**
     * Returns an address at another host to which an alias leads; empty if no mail can go there. Reports are of the
     * address that the sender named (RFC 3461 5.2.7.2).
     */
    static Optional<Onward> forwarded(Recipient alias, String address) {
        boolean ascii = alias.address().chars().allMatch(c -> c < 0x80);
        Recipient recipient = new Recipient(
                address,
                alias.reports(),
                alias.original().or(() -> Optional.of(new Original(ascii ? "rfc822" : "utf-8", alias.address()))));
        Optional<String> through = Destination.of(alias.address());
        return Destination.of(address)
                .map(domain -> new Onward(recipient, domain, Way.FORWARDED, Optional.empty(), through));
    }

    /** Returns whose turn its entry waits for. */
    String destination() {
        return listener.orElse(way == Way.OURS ? QueueEntry.MAILBOXES : domain);
    }

    /** Returns the same recipient for whose success nobody is told any more: RFC 3461 5.2.7.3. */
    Onward withoutSuccess() {
        if (!recipient.reports().contains(Report.SUCCESS)) {
            return this;
        }
        Set<Report> rest = EnumSet.copyOf(recipient.reports());
        rest.remove(Report.SUCCESS);
        if (rest.isEmpty()) { // which would stand for the default
            rest.add(Report.NEVER);
        }
        Recipient quiet = new Recipient(recipient.address(), rest, recipient.original());
        return new Onward(quiet, domain, way, listener, through);
    }
}
