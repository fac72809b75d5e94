package org.letterwing.adapter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.adapter.SinkLanes.Waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(30)
class BatchQueueTest {

    /** Longer than any test. */
    private static final long NEVER = TimeUnit.HOURS.toMillis(1);

    private static final int MAILS = 4;
    private static final int CAPACITY = 10;
    private static final long OCTETS = 3 * SinkDeliveryTest.SIZE;

    @Test
    void aSingleMailGoesAtOnce() throws InterruptedException {
        BatchQueue queue = new BatchQueue(MAILS, Long.MAX_VALUE, CAPACITY, NEVER);
        queue.offer(mail());
        assertEquals(1, queue.take(NEVER).size());
    }

    @Test
    void mailsGatherWhileABatchIsUnderWay() throws InterruptedException {
        BatchQueue queue = new BatchQueue(MAILS, Long.MAX_VALUE, CAPACITY, NEVER);
        queue.offer(mail());
        queue.take(NEVER);
        queue.offer(mail());
        queue.offer(mail());
        assertNull(queue.take(1));
        queue.done();
        assertEquals(2, queue.take(NEVER).size());
    }

    @Test
    void aFullBatchGoesBesideAnother() throws InterruptedException {
        BatchQueue queue = new BatchQueue(MAILS, Long.MAX_VALUE, CAPACITY, NEVER);
        queue.offer(mail());
        queue.take(NEVER);
        for (int i = 0; i < MAILS + 1; i++) {
            queue.offer(mail());
        }
        assertEquals(MAILS, queue.take(NEVER).size());
        assertNull(queue.take(1), "One mail is left, and two batches are under way");
    }

    @Test
    void manyOctetsAreAFullBatchToo() throws InterruptedException {
        BatchQueue queue = new BatchQueue(CAPACITY, OCTETS, CAPACITY, NEVER);
        queue.offer(mail());
        queue.take(NEVER);
        for (int i = 0; i < 5; i++) {
            queue.offer(mail());
        }
        assertEquals(3, queue.take(NEVER).size());
        assertNull(queue.take(1));
    }

    @Test
    void aBatchThatTakesLongLetsTheNextOneGo() throws Exception {
        BatchQueue queue = new BatchQueue(MAILS, Long.MAX_VALUE, CAPACITY, 1);
        queue.offer(mail());
        queue.take(NEVER);
        CompletableFuture<List<Waiting>> next = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(NEVER);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.offer(mail());
        assertEquals(1, next.get().size());
    }

    @Test
    void aFullQueueTakesNoMore() {
        BatchQueue queue = new BatchQueue(MAILS, Long.MAX_VALUE, CAPACITY, NEVER);
        for (int i = 0; i < CAPACITY; i++) {
            assertTrue(queue.offer(mail()));
        }
        assertFalse(queue.offer(mail()));
        assertEquals(CAPACITY, queue.drain().size());
        assertTrue(queue.offer(mail()));
    }

    private static Waiting mail() {
        return SinkDeliveryTest.batch(1).get(0);
    }
}
