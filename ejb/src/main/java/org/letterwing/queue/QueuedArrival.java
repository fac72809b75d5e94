package org.letterwing.queue;

import java.io.InputStream;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SessionFacts;

/** A mail out of the queue as an application's listener sees it: as if it came now, from the session that brought it. */
record QueuedArrival(Job job, Envelope envelope, long size) implements InboundMail {

    static QueuedArrival of(Job job) {
        Envelope envelope = job.mail()
                .envelope(
                        job.claims().stream().map(Claim::recipient).toList(),
                        job.claims().get(0).priority());
        return new QueuedArrival(job, envelope, job.content().size());
    }

    /** The same for each repeat, and another one for recipients that come apart. */
    @Override
    public UUID deliveryId() {
        UUID arrival = job.mail().deliveryId();
        long entry = job.claims().stream().mapToLong(Claim::entry).min().orElseThrow();
        return new UUID(arrival.getMostSignificantBits(), arrival.getLeastSignificantBits() ^ entry);
    }

    @Override
    public SessionFacts session() {
        return job.mail().session();
    }

    @Override
    public SenderAuthentication authentication() {
        return job.mail().authentication();
    }

    @Override
    public InputStream openContent() {
        return job.content().open();
    }
}
