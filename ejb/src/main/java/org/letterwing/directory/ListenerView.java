package org.letterwing.directory;

import java.time.Instant;
import java.util.List;

/**
 * A listener of an application, as it is remembered whether the application is there or not.
 *
 * @param id its key
 * @param application the application's name
 * @param patterns the addresses that it takes, {@code local-part@domain} or {@code *@domain}, sorted
 * @param lastSeen when it was last activated
 */
public record ListenerView(long id, String application, List<String> patterns, Instant lastSeen) {

    /** Copies the list. */
    public ListenerView {
        patterns = List.copyOf(patterns);
    }
}
