package org.letterwing.admission;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Remembers who wanted to send to whom, and asks those who are new to come again (RFC 6647). Thread-safe. */
@FunctionalInterface
public interface Greylist {

    /**
     * Says how long a client must wait before it may send.
     *
     * @param sender the reverse-path, {@code ""} for the null one
     * @return zero if it may send now; a failure lets it send too
     */
    CompletionStage<Duration> delay(InetAddress client, String sender, String recipient);
}
