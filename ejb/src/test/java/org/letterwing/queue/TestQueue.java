package org.letterwing.queue;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DeliveryAudience;
import org.letterwing.directory.RelayPolicy;
import org.letterwing.directory.TestDirectory;
import org.letterwing.srs.SenderRewriting;
import org.letterwing.store.Contents;
import org.letterwing.store.TestStore;

/** What the queue works with, without a container. */
public final class TestQueue {

    private TestQueue() {}

    /** Returns what takes mails over. */
    public static Intake intake(EntityManager em) {
        return new Intake(
                TestDirectory.recipients(em),
                new RelayPolicy(),
                TestStore.deliveries(em),
                queue(em),
                new DeliveryAudience(em));
    }

    /** Returns what tells senders and applications. */
    static Reports reports(EntityManager em) {
        return new Reports(intake(em), new Contents(em), new ApplicationNotices(em));
    }

    /** Returns where mail enters the queue. */
    static Queue queue(EntityManager em) {
        return new Queue(em, new ForwardedSender(TestDirectory.recipients(em), new SenderRewriting(em)));
    }

    /** Returns what delivers to recipients of this server. */
    static LocalDelivery local(EntityManager em) {
        return new LocalDelivery(
                TestDirectory.recipients(em), TestDirectory.policy(em), TestStore.deliveries(em), queue(em));
    }
}
