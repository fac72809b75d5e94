package org.letterwing.queue;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.RelayPolicy;
import org.letterwing.directory.TestDirectory;
import org.letterwing.store.TestStore;

/** What the queue works with, without a container. */
final class TestQueue {

    private TestQueue() {}

    /** Returns what takes mails over. */
    static Intake intake(EntityManager em) {
        return new Intake(TestDirectory.recipients(em), new RelayPolicy(), TestStore.deliveries(em), new Queue(em));
    }

    /** Returns what delivers to recipients of this server. */
    static LocalDelivery local(EntityManager em) {
        return new LocalDelivery(
                TestDirectory.recipients(em), TestDirectory.policy(em), TestStore.deliveries(em), new Queue(em));
    }
}
