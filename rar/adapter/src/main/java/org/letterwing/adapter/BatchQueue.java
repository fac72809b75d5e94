package org.letterwing.adapter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.letterwing.adapter.SinkLanes.Waiting;

/**
 * The mails that wait for the next batch. While one batch commits the rest is left to gather, so that the next commit
 * serves many: a second batch goes beside it only if it is full, or if the first takes long. Thread-safe.
 */
final class BatchQueue {

    private final int maxMails;
    private final long maxOctets;
    private final int capacity;
    private final long patienceNanos;

    private final Lock lock = new ReentrantLock();
    private final Condition mayGo = lock.newCondition();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long octets;
    private int running;
    private long takenLast;

    /**
     * Makes an empty queue.
     *
     * @param maxMails the most mails of a batch
     * @param maxOctets the most octets of a batch, but for its last mail
     * @param capacity how many mails may wait
     * @param patienceMillis how long a batch may take before the next one goes beside it
     */
    BatchQueue(int maxMails, long maxOctets, int capacity, long patienceMillis) {
        this.maxMails = maxMails;
        this.maxOctets = maxOctets;
        this.capacity = capacity;
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** Lets a mail wait; returns false if too many do. */
    boolean offer(Waiting mail) {
        lock.lock();
        try {
            if (waiting.size() >= capacity) {
                return false;
            }
            waiting.add(mail);
            octets += mail.mail().size();
            wakeNext();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next batch as soon as it may go. {@link #done} must follow.
     *
     * @param millis the longest wait
     * @return the batch; null if none could go until then
     */
    List<Waiting> take(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (delay() > 0) {
                if (left <= 0) {
                    return null;
                }
                long slice = Math.min(left, delay());
                left -= slice - mayGo.awaitNanos(slice);
            }
            running++;
            takenLast = System.nanoTime();
            List<Waiting> batch = batch();
            wakeNext();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** A batch that was taken has ended. */
    void done() {
        lock.lock();
        try {
            running--;
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /** Takes all mails that still wait. */
    List<Waiting> drain() {
        lock.lock();
        try {
            List<Waiting> rest = new ArrayList<>(waiting);
            waiting.clear();
            octets = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes a thread that takes the next batch, or watches over the time until it may. */
    private void wakeNext() {
        if (!waiting.isEmpty() && (delay() <= 0 || waiting.size() == 1)) {
            mayGo.signal();
        }
    }

    /** Returns in how many nanoseconds the next batch may go, as it is known now. */
    private long delay() {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        boolean isDue = running == 0 || waiting.size() >= maxMails || octets >= maxOctets;
        return isDue ? 0 : takenLast + patienceNanos - System.nanoTime();
    }

    private List<Waiting> batch() {
        List<Waiting> batch = new ArrayList<>();
        long taken = 0;
        while (!waiting.isEmpty() && batch.size() < maxMails && taken < maxOctets) {
            Waiting next = waiting.remove();
            batch.add(next);
            taken += next.mail().size();
        }
        octets -= taken;
        return batch;
    }
}
