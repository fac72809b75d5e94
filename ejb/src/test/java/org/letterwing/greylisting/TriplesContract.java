package org.letterwing.greylisting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How triples come, pass and are forgotten; on each database. */
abstract class TriplesContract extends DatabaseContract {

    private static final Duration DELAY = Duration.ofMinutes(5);
    private static final Triples.Times TIMES = new Triples.Times(DELAY, Duration.ofHours(24), Duration.ofDays(35));
    private static final String KEY = key("192.0.2.7", "alice@example.com", "bob@example.org");

    @Test
    void whoIsNewWaitsAndThenPasses() {
        assertEquals(DELAY, delay(KEY));
        ages("first_seen", Duration.ofMinutes(3));
        Duration rest = delay(KEY);
        assertTrue(
                rest.compareTo(Duration.ofMinutes(2)) <= 0 && rest.compareTo(Duration.ofSeconds(90)) > 0,
                rest::toString);
        ages("first_seen", Duration.ofMinutes(3));
        assertEquals(Duration.ZERO, delay(KEY));
        assertEquals(Duration.ZERO, delay(KEY));
    }

    @Test
    void anotherTripleWaitsForItself() {
        assertEquals(DELAY, delay(KEY));
        ages("first_seen", Duration.ofMinutes(6));
        assertEquals(DELAY, delay(key("192.0.2.7", "", "bob@example.org")));
        assertEquals(Duration.ZERO, delay(key("192.0.2.99", "Alice@example.com", "BOB@example.org")));
    }

    @Test
    void whoComesAgainTooLateIsNew() {
        delay(KEY);
        ages("first_seen", Duration.ofHours(25));
        assertEquals(DELAY, delay(KEY));
    }

    @Test
    void whoSendsFromTimeToTimeStaysKnown() {
        delay(KEY);
        ages("first_seen", Duration.ofMinutes(6));
        assertEquals(Duration.ZERO, delay(KEY));
        for (int i = 0; i < 3; i++) {
            ages("last_seen", Duration.ofDays(30));
            assertEquals(Duration.ZERO, delay(KEY));
        }
        ages("last_seen", Duration.ofDays(36));
        assertEquals(DELAY, delay(KEY));
    }

    @Test
    void theSweepRemovesWhatIsOver() {
        delay(KEY);
        String known = key("198.51.100.7", "a@example.com", "b@example.org");
        delay(known);
        ages("first_seen", Duration.ofHours(1));
        delay(known);
        assertEquals(0, sweep());
        ages("first_seen", Duration.ofHours(24));
        assertEquals(1, sweep());
        assertEquals(Duration.ZERO, delay(known));
        ages("last_seen", Duration.ofDays(36));
        assertEquals(1, sweep());
        assertEquals(0, sweep());
    }

    @Test
    void aNetworkIsOneClient() {
        assertEquals(key("192.0.2.1", "a", "b"), key("192.0.2.254", "A", "B"));
        assertNotEquals(key("192.0.2.1", "a", "b"), key("192.0.3.1", "a", "b"));
        assertEquals(key("2001:db8::1", "a", "b"), key("2001:db8::2:1", "a", "b"));
        assertNotEquals(key("2001:db8::1", "a", "b"), key("2001:db8:0:1::1", "a", "b"));
    }

    private static String key(String client, String sender, String recipient) {
        try {
            return Triples.key(InetAddress.getByName(client), sender, recipient);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Duration delay(String key) {
        return database.call(entities -> new Triples(entities, TIMES).delay(key));
    }

    private int sweep() {
        return database.call(entities -> new Triples(entities, TIMES).sweep());
    }

    /** Lets time go by, for all rows. */
    private void ages(String column, Duration age) {
        database.run(entities -> entities.createNativeQuery("UPDATE greylist SET " + column + " = " + column
                        + " - CAST(:age AS INTEGER) * INTERVAL '1' SECOND")
                .setParameter("age", age.toSeconds())
                .executeUpdate());
    }
}
