package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.letterwing.net.NetworkThreads;

/**
 * Asks a bean the same again and again, and never before the last answer is there. Thread-safe.
 *
 * @param <B> the bean's type
 * @param <R> the answer's type
 */
final class Poll<B, R> {

    private static final System.Logger LOG = System.getLogger(Poll.class.getName());

    private final BeanQuestions<B> bean;
    private final BeanQuestions.Question<B, R> question;
    private final Consumer<R> told;
    private final AtomicBoolean asking = new AtomicBoolean();

    /**
     * Prepares to ask.
     *
     * @param told gets each answer, on the bean's lane; without an answer nothing happens
     */
    Poll(BeanQuestions<B> bean, BeanQuestions.Question<B, R> question, Consumer<R> told) {
        this.bean = bean;
        this.question = question;
        this.told = told;
    }

    /** Asks again and again, until the threads end. */
    void repeat(NetworkThreads threads, Duration interval) {
        threads.repeat(interval, Runnable::run, this::ask);
    }

    /** Asks, unless the last answer is still awaited. */
    void ask() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        bean.ask(question).thenAccept(told).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.log(Level.DEBUG, "A question that is asked again and again has no answer now", failure);
            }
            asking.set(false);
        });
    }
}
