package org.letterwing.queue;

import java.time.Duration;

/**
 * A destination with which this server has to do.
 *
 * @param name a domain, the host of a route, or a listener of an application
 * @param standing what is known of it
 * @param underWay how many mails are on their way to it
 * @param waiting how many wait in memory for their turn
 * @param most how many may be on their way at once
 * @param failures how often in turn it could not be reached
 * @param rest for how long it is left alone; zero if it isn't
 */
public record DestinationView(
        String name, Standing standing, int underWay, int waiting, int most, int failures, Duration rest) {

    /** What is known of a destination. */
    public enum Standing {
        /** It has taken a mail lately. */
        PROVEN,
        /** Nothing. */
        NEW,
        /** It could not be reached. */
        FAILED
    }
}
