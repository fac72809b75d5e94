package org.letterwing.sasl;

import java.util.concurrent.CompletionStage;

/**
 * Runs questions to the accounts on threads that may block. Thread-safe.
 *
 * <p>Each kind of question has a bounded lane of its own, so that hashes and slow token services delay nothing else.
 */
public interface AccountLanes {

    /** What a question costs. */
    enum Cost {
        /** Some look-ups. */
        LOOKUP,
        /** Milliseconds of CPU: a password's hash. */
        HASH,
        /** Perhaps a call to another server. */
        NETWORK
    }

    /** A question to the accounts. */
    @FunctionalInterface
    interface Question<T> {

        /** Asks, on a thread that may block. */
        T ask(Accounts accounts) throws Exception;
    }

    /** Asks; the stage fails if the lane is full, or with what the question threw. Never blocks. */
    <T> CompletionStage<T> ask(Cost cost, Question<T> question);
}
