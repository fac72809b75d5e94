package org.letterwing.dns;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.xbill.DNS.Name;
import org.xbill.DNS.lookup.LookupResult;

/**
 * Lets all who ask the same at one time share a question, and for some seconds what it failed with: a mail's sender is
 * asked for again with its next mail, whether name servers say for how long there is nothing (RFC 2308 5) or not, or are
 * silent (RFC 9520 3.2). Bounded; thread-safe.
 */
final class SharedQuestions {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST = 10_000;

    private final Map<Question, Shared> shared = new ConcurrentHashMap<>();

    private record Question(Name name, int type) {}

    private static final class Shared {

        private final CompletableFuture<LookupResult> answer = new CompletableFuture<>();
        private volatile long failedAt;

        boolean isOver(long now) {
            return answer.isDone() && now - failedAt > KEPT_NANOS;
        }
    }

    /** Returns the answer to a question that is under way or failed just now, or else asks. */
    CompletionStage<LookupResult> ask(Name name, int type, Supplier<CompletionStage<LookupResult>> lookUp) {
        long now = System.nanoTime();
        if (shared.size() >= MOST) {
            shared.values().removeIf(old -> old.isOver(now));
        }
        if (shared.size() >= MOST) {
            return begun(lookUp);
        }
        Question question = new Question(name, type);
        Shared own = new Shared();
        Shared current = shared.compute(question, (key, old) -> old == null || old.isOver(now) ? own : old);
        if (current == own) {
            begun(lookUp).whenComplete((found, failure) -> {
                own.failedAt = System.nanoTime();
                if (failure == null) {
                    shared.remove(question, own); // it is kept elsewhere, as long as it may be
                    own.answer.complete(found);
                } else {
                    own.answer.completeExceptionally(failure);
                }
            });
        }
        return current.answer;
    }

    /** A question that can't even begin has failed: nobody may wait for it. */
    private static CompletionStage<LookupResult> begun(Supplier<CompletionStage<LookupResult>> lookUp) {
        try {
            return lookUp.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
