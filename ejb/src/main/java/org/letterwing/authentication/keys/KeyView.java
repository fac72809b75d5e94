package org.letterwing.authentication.keys;

import java.time.Instant;

/**
 * A key of a domain as the administrator sees it.
 *
 * @param selector under which it is in DNS
 * @param type its kind
 * @param state how far it is
 * @param since when it came into that state
 */
public record KeyView(String selector, KeyType type, KeyState state, Instant since) {

    static KeyView of(DomainKey key) {
        return new KeyView(key.selector(), key.type(), key.state(), key.since());
    }
}
