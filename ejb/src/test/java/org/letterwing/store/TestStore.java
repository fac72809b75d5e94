package org.letterwing.store;

import java.time.Duration;
import java.util.Optional;

import jakarta.persistence.EntityManager;

import org.letterwing.database.DiskSpace;

/** The store for tests of those who use it. */
public final class TestStore {

    private TestStore() {}

    /** Returns what takes mails in. */
    public static Deliveries deliveries(EntityManager entities) {
        return new Deliveries(entities, new DiskSpace(Optional.empty(), 0), new Inboxes());
    }

    /** Sweeps without a time of grace. */
    public static void sweep(EntityManager entities) {
        new Sweep(entities).removeMessages(Duration.ZERO);
    }
}
