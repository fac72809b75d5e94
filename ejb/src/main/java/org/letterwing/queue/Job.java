package org.letterwing.queue;

import java.util.List;
import java.util.Optional;

import org.letterwing.api.Envelope;

/**
 * A mail for recipients that go the same way: one SMTP transaction.
 *
 * @param claims at least one, all of one mail, one sender and one alias's domain
 * @param route their route; empty if DNS names the hosts
 * @param listener the listener of an application that takes it; empty if it goes to a host
 * @param content the mail's content
 */
record Job(List<Claim> claims, Optional<Route> route, Optional<String> listener, QueuedContent content) {

    QueuedMail mail() {
        return claims.get(0).mail();
    }

    /** Returns the envelope under which the mail goes out. */
    Envelope envelope() {
        Claim first = claims.get(0);
        Envelope envelope =
                mail().envelope(claims.stream().map(Claim::recipient).toList(), first.priority());
        return first.sender()
                .map(sender -> new Envelope(sender, envelope.recipients(), envelope.features(), envelope.wishes()))
                .orElse(envelope);
    }

    /** Returns the same mail for some of its recipients. */
    Job of(List<Claim> some) {
        return new Job(some, route, listener, content);
    }

    /** Returns the domain of the first recipient, which is that of all unless they have a route. */
    String domain() {
        return claims.get(0).domain();
    }
}
