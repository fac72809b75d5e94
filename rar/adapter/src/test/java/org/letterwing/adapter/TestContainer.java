package org.letterwing.adapter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javax.transaction.xa.XAResource;

import jakarta.resource.spi.LocalTransactionException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * A container of one bean and one thread, with a store that takes part in its transactions, and that can fail in its
 * commit before or after the commit is done.
 */
final class TestContainer<L> implements MessageEndpointFactory, TransactionSynchronizationRegistry {

    /** How a commit fails. */
    enum Failure {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    final List<Object> committed = new ArrayList<>();
    final List<Object> uncommitted = new ArrayList<>();
    final Queue<Failure> failures = new ArrayDeque<>();
    int opened;
    int released;
    boolean transacted = true;
    boolean unavailable;
    boolean timedOut;
    int ended;

    private final Class<L> type;
    private final L bean;
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private boolean rollbackOnly;
    private int status = Status.STATUS_NO_TRANSACTION;

    TestContainer(Class<L> type, L bean) {
        this.type = type;
        this.bean = bean;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (unavailable) {
            throw new UnavailableException("deactivated");
        }
        opened++;
        return (MessageEndpoint) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {MessageEndpoint.class, type}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "beforeDelivery" -> begin();
                        case "afterDelivery" -> end();
                        case "release" -> released++;
                        default -> {
                            return call(method, arguments);
                        }
                    }
                    return null;
                });
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void begin() {
        status = Status.STATUS_ACTIVE;
        rollbackOnly = false;
    }

    private void end() throws LocalTransactionException {
        ended++;
        rollbackOnly |= timedOut;
        Failure failure = rollbackOnly || failures.isEmpty() ? Failure.NONE : failures.remove();
        boolean done = !rollbackOnly && failure != Failure.BEFORE_COMMIT;
        if (done) {
            committed.addAll(uncommitted);
        }
        uncommitted.clear();
        status = done && failure == Failure.NONE ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK;
        synchronizations.forEach(s -> s.afterCompletion(status));
        synchronizations.clear();
        if (failure != Failure.NONE) {
            throw new LocalTransactionException("the connection broke");
        }
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return transacted;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public String getActivationName() {
        return "test";
    }

    @Override
    public Class<?> getEndpointClass() {
        return bean.getClass();
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
        synchronizations.add(synchronization);
    }

    @Override
    public int getTransactionStatus() {
        return status;
    }

    @Override
    public void setRollbackOnly() {
        if (timedOut) {
            throw new IllegalStateException("the transaction is over");
        }
        rollbackOnly = true;
    }

    @Override
    public boolean getRollbackOnly() {
        return rollbackOnly;
    }

    @Override
    public Object getTransactionKey() {
        return this;
    }

    @Override
    public void putResource(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object getResource(Object key) {
        throw new UnsupportedOperationException();
    }
}
