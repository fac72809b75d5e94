package org.letterwing.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TallyTest {

    private long now;
    private final Tally tally = new Tally(Duration.ofSeconds(100), 10, () -> now);

    @Test
    void eachKeyMayDoSoMuchInATimeThatSlides() {
        assertEquals(10, addAll("a"));
        assertEquals(10, addAll("b"));
        pass(99);
        assertEquals(0, addAll("a"));
        pass(51); // half of the time before still counts
        assertEquals(5, addAll("a"));
        pass(1000);
        assertEquals(10, addAll("a"));
    }

    @Test
    void whatWasTooMuchDoesNotCount() {
        addAll("a");
        for (int i = 0; i < 1000; i++) {
            assertFalse(tally.add("a"));
        }
        pass(150);
        assertTrue(tally.add("a"));
    }

    @Test
    void noLimitIsNoLimitAndTakesNoMemory() {
        Tally unlimited = new Tally(Duration.ofSeconds(100), 0, () -> now);
        for (int i = 0; i < 1000; i++) {
            assertTrue(unlimited.add("a"));
        }
        assertEquals(0, unlimited.keys());
    }

    @Test
    void whoWasQuietForLongestIsForgotten() {
        addAll("first");
        addAll("second");
        for (int i = 0; i < Tally.KEYS - 2; i++) {
            tally.add(i);
        }
        assertFalse(tally.add("first"));
        tally.add("one more");
        assertEquals(Tally.KEYS, tally.keys());
        assertFalse(tally.add("first"));
        assertTrue(tally.add("second"));
    }

    @Test
    void aSubscribersAddressesCountAsOne() throws UnknownHostException {
        assertEquals(key("2001:db8:0:1::1"), key("2001:db8:0:1:ffff::2"));
        assertNotEquals(key("2001:db8:0:1::1"), key("2001:db8:0:2::1"));
        assertNotEquals(key("192.0.2.1"), key("192.0.2.2"));
        assertEquals(key("192.0.2.1"), key("::ffff:192.0.2.1"));
    }

    private static Object key(String address) throws UnknownHostException {
        return ClientKey.of(InetAddress.getByName(address));
    }

    private int addAll(String key) {
        int added = 0;
        while (tally.add(key)) {
            added++;
        }
        return added;
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
