package org.letterwing.trace;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Origin;

/**
 * Lets some refusals of each client a minute into the trace, and counts the others: whoever connects decides how many there
 * are. Thread-safe.
 */
final class RefusalLimit {

    /** How many refusals of one client are kept word by word, in a minute. */
    static final int OF_CLIENT = 10;

    /** How many of all clients. */
    static final int OF_ALL = 600;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int IPV6_SITE = 8; // octets of a /64, which is one client

    private final InstantSource clock;
    private final Map<ByteBuffer, Count> clients = new HashMap<>();
    private Instant begin;
    private int admitted;
    private long others;

    /** The refusals of a client. */
    private static final class Count {
        private int refusals;
        private int kept;
        private MailEvent last;
    }

    RefusalLimit(InstantSource clock) {
        this.clock = clock;
        begin = clock.instant();
    }

    /** Returns whether a refusal is kept; if not, it is counted. */
    synchronized boolean admit(MailEvent refusal) {
        if (admitted >= OF_ALL) { // the number of clients that are remembered has the same bound
            Count known = clients.get(client(refusal));
            if (known == null) {
                others++;
            } else {
                count(known, refusal);
            }
            return false;
        }
        Count count = clients.computeIfAbsent(client(refusal), client -> new Count());
        count(count, refusal);
        if (count.kept == OF_CLIENT) {
            return false;
        }
        count.kept++;
        admitted++;
        return true;
    }

    private static void count(Count count, MailEvent refusal) {
        count.refusals++;
        count.last = refusal;
    }

    private static ByteBuffer client(MailEvent refusal) {
        byte[] octets = refusal.origin()
                .map(origin -> origin.session().client().getAddress())
                .map(InetAddress::getAddress)
                .orElse(new byte[0]);
        return ByteBuffer.wrap(octets, 0, Math.min(octets.length, octets.length == 4 ? 4 : IPV6_SITE));
    }

    /** Returns what is to be told of the refusals that were not kept, when their minute is over. */
    synchronized List<MailEvent> summaries() {
        Instant now = clock.instant();
        if (now.isBefore(begin.plus(MINUTE))) {
            return List.of();
        }
        List<MailEvent> summaries = new ArrayList<>();
        clients.values().forEach(count -> summary(count).ifPresent(summaries::add));
        if (others > 0) {
            MailEvent last = clients.values().iterator().next().last;
            summaries.add(new MailEvent(
                    now,
                    last.mail(),
                    MailEvent.Kind.REFUSED,
                    Optional.empty(),
                    Optional.empty(),
                    last.entry(),
                    Optional.empty(),
                    others + " more refusals of other clients in a minute"));
        }
        clients.clear();
        others = 0;
        admitted = 0;
        begin = now;
        return summaries;
    }

    /** Keeps the client and its last words, and no address: many may have been asked for. */
    private static Optional<MailEvent> summary(Count count) {
        MailEvent last = count.last;
        return count.refusals == count.kept
                ? Optional.empty()
                : Optional.of(new MailEvent(
                        last.time(),
                        last.mail(),
                        last.kind(),
                        last.origin().map(origin -> new Origin(origin.session(), origin.sender(), Optional.empty())),
                        Optional.empty(),
                        last.entry(),
                        Optional.empty(),
                        (count.refusals - count.kept) + " more refusals of this client in a minute; the last one: "
                                + last.text()));
    }
}
