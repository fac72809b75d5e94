package org.letterwing.spi;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the ids of deliveries: UUIDs of version 7 (RFC 9562 5.7), in the order of time, so that new rows stand together in an
 * index, and the newest mail has the highest id.
 */
public final class DeliveryId {

    private DeliveryId() {}

    /** Returns a new id. */
    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16 | 0x7000 | random.nextLong() & 0x0fff;
        long rest = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(time, rest);
    }
}
