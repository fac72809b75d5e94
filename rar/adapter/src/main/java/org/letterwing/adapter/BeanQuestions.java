package org.letterwing.adapter;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import jakarta.resource.spi.UnavailableException;

/**
 * Asks a bean of the mail system on a lane: the container begins and ends the transaction of each call, if the bean
 * wants one. Thread-safe.
 *
 * @param <B> the bean's type
 */
final class BeanQuestions<B> {

    /** A question: a call of the bean. */
    interface Question<B, R> {
        R ask(B bean) throws Exception;
    }

    private final Executor lane;
    private final Supplier<Optional<B>> bean;

    /**
     * Prepares questions.
     *
     * @param bean the bean; empty while the mail system isn't connected
     */
    BeanQuestions(Executor lane, Supplier<Optional<B>> bean) {
        this.lane = lane;
        this.bean = bean;
    }

    /**
     * Asks.
     *
     * @return completes on the lane with the answer; fails with what the bean threw, or with
     *     {@link UnavailableException} if the bean isn't there or too many questions wait
     */
    <R> CompletionStage<R> ask(Question<B, R> question) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        try {
            lane.execute(() -> run(question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new UnavailableException(e));
        }
        return answer;
    }

    private <R> void run(Question<B, R> question, CompletableFuture<R> answer) {
        try {
            answer.complete(question.ask(
                    bean.get().orElseThrow(() -> new UnavailableException("The mail system is not connected"))));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
