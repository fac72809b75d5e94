package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.adapter.EndpointCall.End;
import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.DeliveryListener;
import org.letterwing.api.DeliveryNotice;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.ListenerFacts;

/**
 * The listeners of applications that are told what becomes of mail, as far as they are active now, and how they are called.
 *
 * <p>Activations are told apart by the identity of factory and spec. Thread-safe.
 */
final class DeliveryActivations implements DeliveryListeners {

    private static final System.Logger LOG = System.getLogger(DeliveryActivations.class.getName());
    private static final Method ON_DELIVERY = onDelivery();

    private final TransactionSynchronizationRegistry transactions;
    private final List<Activated> activated = new CopyOnWriteArrayList<>();

    private record Activated(
            MessageEndpointFactory factory,
            ActivationSpec spec,
            ListenerFacts facts,
            Active view,
            EndpointCall<DeliveryListener> bean) {}

    DeliveryActivations(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    private static Method onDelivery() {
        try {
            return DeliveryListener.class.getMethod("onDelivery", DeliveryNotice.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Activates a listener.
     *
     * @return what is to be remembered of it
     */
    synchronized ListenerFacts add(MessageEndpointFactory factory, DeliveryListenerSpec spec) throws ResourceException {
        String name = ListenerName.of(factory.getEndpointClass());
        try {
            spec.checkFor(factory.getEndpointClass());
            ListenerName.checkFree(
                    name, activated.stream().anyMatch(a -> a.facts().name().equals(name)));
            ListenerFacts facts = ListenerFacts.ofDeliveries(name, spec.senderPatterns());
            activated.add(new Activated(
                    factory,
                    spec,
                    facts,
                    new Active(name, spec.getRedeliveryAttempts(), spec.interval()),
                    new EndpointCall<>(factory, DeliveryListener.class, ON_DELIVERY, transactions)));
            LOG.log(Level.INFO, "{0} is told what becomes of mail: {1}", name, spec);
            return facts;
        } catch (NoSuchMethodException e) {
            throw new ResourceException("The bean lacks a method of its listener type", e);
        }
    }

    /** Deactivates a listener. One that isn't active is passed over. */
    void remove(MessageEndpointFactory factory, ActivationSpec spec) {
        activated.removeIf(a -> a.factory() == factory && a.spec() == spec);
    }

    /** Returns what is to be remembered of the listeners. */
    List<ListenerFacts> facts() {
        return activated.stream().map(Activated::facts).toList();
    }

    @Override
    public List<Active> active() {
        return activated.stream().map(Activated::view).toList();
    }

    @Override
    public boolean tell(String listener, DeliveryNotice notice) throws ListenerAwayException {
        Activated found = activated.stream()
                .filter(a -> a.facts().name().equals(listener))
                .findFirst()
                .orElseThrow(() -> new ListenerAwayException(listener + " is not active on this server"));
        try {
            return isTaken(listener, found.bean().run(bean -> {
                bean.onDelivery(notice);
                return null;
            }));
        } catch (ResourceException e) {
            LOG.log(Level.DEBUG, listener + " takes no notices now", e);
            throw new ListenerAwayException(listener + " takes no notices now");
        }
    }

    private static boolean isTaken(String listener, Outcome<Void> outcome) {
        boolean kept = outcome.end() == End.COMMITTED || outcome.end() == End.NONE;
        boolean taken = kept && outcome.failure() == null;
        if (!taken) {
            LOG.log(Level.WARNING, "{0} did not take a notice: {1}", listener, outcome);
        }
        return taken;
    }
}
