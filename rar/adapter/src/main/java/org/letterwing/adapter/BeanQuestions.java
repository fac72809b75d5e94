package org.letterwing.adapter;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;

/**
 * Asks a bean of the mail system on a lane: the container begins and ends the transaction of each call, if the bean
 * wants one. Thread-safe.
 *
 * @param <L> the listener type
 */
final class BeanQuestions<L> {

    /** A question: a call of the listener type. */
    interface Question<L, R> {
        R ask(L bean) throws Exception;
    }

    private final Executor lane;
    private final Class<L> type;
    private final Supplier<Optional<MessageEndpointFactory>> endpoint;

    /**
     * Prepares questions.
     *
     * @param endpoint the bean's endpoint; empty while it isn't active
     */
    BeanQuestions(Executor lane, Class<L> type, Supplier<Optional<MessageEndpointFactory>> endpoint) {
        this.lane = lane;
        this.type = type;
        this.endpoint = endpoint;
    }

    /**
     * Asks.
     *
     * @return completes on the lane with the answer; fails with what the bean threw, or with
     *     {@link UnavailableException} if the bean isn't active or too many questions wait
     */
    <R> CompletionStage<R> ask(Question<L, R> question) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        try {
            lane.execute(() -> run(question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new UnavailableException(e));
        }
        return answer;
    }

    private <R> void run(Question<L, R> question, CompletableFuture<R> answer) {
        try {
            answer.complete(call(question));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private <R> R call(Question<L, R> question) throws Exception {
        MessageEndpointFactory factory =
                endpoint.get().orElseThrow(() -> new UnavailableException("No bean is active for " + type.getName()));
        MessageEndpoint bean = factory.createEndpoint(null);
        try {
            return question.ask(type.cast(bean));
        } finally {
            bean.release();
        }
    }
}
