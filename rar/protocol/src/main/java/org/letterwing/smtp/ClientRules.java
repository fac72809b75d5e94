package org.letterwing.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a listener asks of its clients, and believes them.
 *
 * @param greetingDelay how long a client must wait for the greeting; zero for not at all
 * @param trusted which addresses need not wait
 * @param xclient which addresses may speak for others, with XCLIENT
 * @param sending how much one sender may bring in a time
 */
public record ClientRules(
        Duration greetingDelay, Predicate<InetAddress> trusted, Predicate<InetAddress> xclient, SendingLimits sending) {

    /** Asks nothing. */
    public static final ClientRules NONE =
            new ClientRules(Duration.ZERO, address -> true, address -> false, SendingLimits.NONE);
}
