package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Calls a message-driven bean in one container transaction of its own, and tells what became of it.
 *
 * <p>Thread-safe: each call takes an endpoint of its own.
 *
 * @param <L> the listener type
 */
final class EndpointCall<L> {

    private static final System.Logger LOG = System.getLogger(EndpointCall.class.getName());

    /** What is called: a method of the listener type. */
    interface Body<L, R> {
        R call(L listener) throws Exception;
    }

    /**
     * What became of a call.
     *
     * @param result what the bean returned; null if it threw
     * @param failure what the bean or the commit threw; null if nothing did
     * @param end how the transaction ended
     */
    record Outcome<R>(R result, Throwable failure, End end) {}

    /** How a transaction ended. */
    enum End {
        /** It has committed. */
        COMMITTED,
        /** It was rolled back, and nothing of it remains. */
        ROLLED_BACK,
        /** Its commit failed: it may or may not have been done. */
        UNKNOWN,
        /** The bean has no container transaction: it gives its own guarantee. */
        NONE
    }

    private final MessageEndpointFactory factory;
    private final Class<L> type;
    private final Method method;
    private final TransactionSynchronizationRegistry transactions;
    private final boolean transacted;

    /**
     * Prepares calls of one method.
     *
     * @param method the method of the listener type that the bodies call
     */
    EndpointCall(
            MessageEndpointFactory factory,
            Class<L> type,
            Method method,
            TransactionSynchronizationRegistry transactions)
            throws NoSuchMethodException {
        this.factory = factory;
        this.type = type;
        this.method = method;
        this.transactions = transactions;
        this.transacted = factory.isDeliveryTransacted(method);
    }

    /**
     * Calls the bean.
     *
     * @throws ResourceException if the endpoint takes no calls now; then nothing was done
     */
    <R> Outcome<R> run(Body<L, R> body) throws ResourceException {
        MessageEndpoint endpoint = factory.createEndpoint(null);
        try {
            return deliver(endpoint, body);
        } finally {
            endpoint.release();
        }
    }

    private <R> Outcome<R> deliver(MessageEndpoint endpoint, Body<L, R> body) throws ResourceException {
        try {
            endpoint.beforeDelivery(method);
        } catch (NoSuchMethodException e) {
            throw new ResourceException("The endpoint has no method " + method, e);
        }
        Completion completion = new Completion();
        R result = null;
        Throwable failure = null;
        boolean doomed = false;
        try {
            if (transacted) {
                transactions.registerInterposedSynchronization(completion);
            }
            result = body.call(type.cast(endpoint));
            doomed = transacted && transactions.getRollbackOnly();
        } catch (Throwable e) {
            failure = e;
            doomed = transacted;
            if (transacted) {
                rollBack();
            }
        }
        Throwable commitFailure = after(endpoint);
        return new Outcome<>(
                result,
                failure == null ? commitFailure : failure,
                transacted ? completion.end(doomed, commitFailure) : End.NONE);
    }

    /** The container doesn't know an @ApplicationException of another deployment's class: it would commit. */
    private void rollBack() {
        try {
            transactions.setRollbackOnly();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The transaction was over before its bean was: it took too long", e);
        }
    }

    private static Throwable after(MessageEndpoint endpoint) {
        try {
            endpoint.afterDelivery();
            return null;
        } catch (ResourceException | RuntimeException e) {
            return e;
        }
    }

    /** Remembers how the transaction ended. The container calls it on the thread of the delivery. */
    private static final class Completion implements Synchronization {

        private int status = Status.STATUS_UNKNOWN;

        @Override
        public void beforeCompletion() {
            // only the end matters
        }

        @Override
        public void afterCompletion(int endStatus) {
            status = endStatus;
        }

        private End end(boolean doomed, Throwable commitFailure) {
            if (status == Status.STATUS_COMMITTED && commitFailure == null) {
                return End.COMMITTED;
            }
            return doomed ? End.ROLLED_BACK : End.UNKNOWN;
        }
    }
}
