package org.letterwing.queue;

import java.util.List;
import java.util.Optional;

/**
 * A mail for recipients that go the same way: one SMTP transaction.
 *
 * @param claims at least one, all of one mail
 * @param route their route; empty if DNS names the hosts
 * @param listener the listener of an application that takes it; empty if it goes to a host
 * @param content the mail's content
 */
record Job(List<Claim> claims, Optional<Route> route, Optional<String> listener, QueuedContent content) {

    QueuedMail mail() {
        return claims.get(0).mail();
    }

    /** Returns the domain of the first recipient, which is that of all unless they have a route. */
    String domain() {
        return claims.get(0).domain();
    }
}
