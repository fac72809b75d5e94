package org.letterwing.net;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MemoryBudgetTest {

    private static final int LIMIT = 1000;

    private final MemoryBudget budget = new MemoryBudget(LIMIT);

    @Test
    void noMoreIsTakenThanThereIs() {
        assertTrue(budget.take(LIMIT));
        assertTrue(budget.isUsedUp());
        assertFalse(budget.take(1));
        budget.give(1);
        assertTrue(budget.take(1));
        assertEquals(LIMIT, budget.used());
    }

    @Test
    void whoAsksForTooMuchIsInNobodysWay() {
        var end = new AtomicBoolean();
        var greedy = CompletableFuture.runAsync(() -> {
            while (!end.get()) {
                assertFalse(budget.take(LIMIT + 1));
            }
        });
        try {
            for (int i = 0; i < 1_000_000; i++) {
                assertTrue(budget.take(1), "there is room");
                budget.give(1);
            }
        } finally {
            end.set(true);
        }
        greedy.join();
        assertEquals(0, budget.used());
    }
}
