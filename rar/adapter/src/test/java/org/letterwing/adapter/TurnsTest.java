package org.letterwing.adapter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TurnsTest {

    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void noMoreThanTheBoundAreOnTheExecutorAndTheRestFollowsInOrder() {
        Turns turns = new Turns(2, 10);
        for (int i = 1; i <= 5; i++) {
            int number = i;
            turns.execute(executor::add, () -> done.add(number));
        }
        assertEquals(2, executor.size());
        executor.remove().run();
        assertEquals(List.of(1, 3, 4, 5), done);
        executor.remove().run();
        assertEquals(List.of(1, 3, 4, 5, 2), done);
    }

    @Test
    void aFullQueueRefuses() {
        Turns turns = new Turns(1, 1);
        turns.execute(executor::add, () -> done.add(1));
        turns.execute(executor::add, () -> done.add(2));
        assertThrows(RejectedExecutionException.class, () -> turns.execute(executor::add, () -> done.add(3)));
        executor.remove().run();
        assertEquals(List.of(1, 2), done);
    }

    @Test
    void anExecutorThatRefusesCostsNoTurn() {
        Turns turns = new Turns(1, 1);
        assertThrows(
                RejectedExecutionException.class,
                () -> turns.execute(
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        () -> done.add(1)));
        turns.execute(executor::add, () -> done.add(2));
        executor.remove().run();
        assertEquals(List.of(2), done);
    }

    @Test
    void manyThreadsNeverPassTheBound() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Turns turns = new Turns(3, 1000);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            turns.execute(threads, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                all.countDown();
            });
        }
        assertTrue(all.await(10, TimeUnit.SECONDS));
        assertTrue(most.get() <= 3, "at once: " + most);
        threads.shutdown();
    }
}
