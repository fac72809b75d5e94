package org.letterwing.greylisting;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import jakarta.persistence.EntityManager;

/**
 * The triples of client, sender and recipient (RFC 6647 2.1) as the database keeps them: by their digest, so that a row is
 * small and tells nobody who writes to whom. Times are those of the database's clock. Needs a transaction.
 */
final class Triples {

    /** Services send from many addresses of a network: those count as one. */
    private static final int V4_OCTETS = 3;

    private static final int V6_OCTETS = 8;

    /** How old the time of the last mail may become before it is written anew. */
    private static final Duration STALE = Duration.ofHours(1);

    private static final String AGE = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP - %s) AS DOUBLE PRECISION)";
    private static final String FIND = "SELECT passed, " + AGE.formatted("first_seen") + ", "
            + AGE.formatted("last_seen") + " FROM greylist WHERE triple = :triple";

    private final EntityManager entities;
    private final Times times;

    /**
     * How long things last.
     *
     * @param delay from the first try until the client may send
     * @param window from the first try until it is forgotten, if the client does not come again
     * @param keep from the last mail until a triple is forgotten that has passed
     */
    record Times(Duration delay, Duration window, Duration keep) {}

    Triples(EntityManager entities, Times times) {
        this.entities = entities;
        this.times = times;
    }

    /** Returns the key of a triple. */
    static String key(InetAddress client, String sender, String recipient) {
        byte[] address = client.getAddress();
        byte[] network = Arrays.copyOf(address, address.length == 4 ? V4_OCTETS : V6_OCTETS);
        String triple = String.join(
                "\n",
                HexFormat.of().formatHex(network),
                sender.toLowerCase(Locale.ROOT),
                recipient.toLowerCase(Locale.ROOT));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(triple.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** Notes a try, and returns how long the client must still wait. */
    Duration delay(String triple) {
        List<?> rows =
                entities.createNativeQuery(FIND).setParameter("triple", triple).getResultList();
        if (rows.isEmpty()) {
            write(
                    "INSERT INTO greylist (triple, first_seen, last_seen, passed)"
                            + " VALUES (:triple, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, FALSE)",
                    triple);
            return times.delay;
        }
        Object[] row = (Object[]) rows.get(0);
        return (Boolean) row[0] ? passed(triple, age(row[2])) : waiting(triple, age(row[1]));
    }

    private static Duration age(Object seconds) {
        return Duration.ofMillis(Math.round(1000 * ((Number) seconds).doubleValue()));
    }

    private Duration passed(String triple, Duration sinceLast) {
        if (sinceLast.compareTo(times.keep) > 0) {
            return anew(triple);
        }
        if (sinceLast.compareTo(STALE) > 0) {
            write("UPDATE greylist SET last_seen = CURRENT_TIMESTAMP WHERE triple = :triple", triple);
        }
        return Duration.ZERO;
    }

    private Duration waiting(String triple, Duration sinceFirst) {
        if (sinceFirst.compareTo(times.window) > 0) {
            return anew(triple);
        }
        if (sinceFirst.compareTo(times.delay) < 0) {
            return times.delay.minus(sinceFirst);
        }
        write("UPDATE greylist SET passed = TRUE, last_seen = CURRENT_TIMESTAMP WHERE triple = :triple", triple);
        return Duration.ZERO;
    }

    private Duration anew(String triple) {
        write(
                "UPDATE greylist SET passed = FALSE, first_seen = CURRENT_TIMESTAMP, last_seen = CURRENT_TIMESTAMP"
                        + " WHERE triple = :triple",
                triple);
        return times.delay;
    }

    private void write(String sql, String triple) {
        entities.createNativeQuery(sql).setParameter("triple", triple).executeUpdate();
    }

    /** Removes what is over, and returns how many triples that were. */
    int sweep() {
        return remove("passed AND last_seen", times.keep) + remove("NOT passed AND first_seen", times.window);
    }

    private int remove(String which, Duration age) {
        return entities.createNativeQuery("DELETE FROM greylist WHERE " + which
                        + " < CURRENT_TIMESTAMP - CAST(:age AS INTEGER) * INTERVAL '1' SECOND")
                .setParameter("age", age.toSeconds())
                .executeUpdate();
    }
}
