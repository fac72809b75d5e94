package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.api.MailListener;
import org.letterwing.api.MailMethods;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;

/**
 * The listeners of applications that are active now.
 *
 * <p>Activations are told apart by the identity of factory and spec. Thread-safe.
 */
final class Activations {

    private static final System.Logger LOG = System.getLogger(Activations.class.getName());

    private final TransactionSynchronizationRegistry transactions;
    private final List<Active> active = new CopyOnWriteArrayList<>();

    private record Active(MessageEndpointFactory factory, ActivationSpec spec, ApplicationListener listener) {}

    Activations(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /** Activates a listener. */
    synchronized ApplicationListener add(MessageEndpointFactory factory, MailListenerSpec spec)
            throws ResourceException {
        try {
            ApplicationListener listener = listener(factory, spec);
            active.add(new Active(factory, spec, listener));
            return listener;
        } catch (NoSuchMethodException e) {
            throw new ResourceException("The bean lacks a method of its listener type", e);
        }
    }

    private ApplicationListener listener(MessageEndpointFactory factory, MailListenerSpec spec)
            throws ResourceException, NoSuchMethodException {
        spec.checkFor(factory.getEndpointClass());
        ApplicationListener listener = new ApplicationListener(factory.getEndpointClass(), spec, bean(factory, spec));
        ListenerName.checkFree(listener.name(), find(listener.name()).isPresent());
        for (ApplicationListener other : listeners()) {
            checkClash(listener.facts(), other.facts());
        }
        LOG.log(
                Level.INFO,
                "{0} receives mail for {1}: {2}",
                listener.name(),
                listener.facts().recipients(),
                spec);
        return listener;
    }

    private ApplicationBean bean(MessageEndpointFactory factory, MailListenerSpec spec)
            throws InvalidPropertyException, NoSuchMethodException {
        Class<?> type = factory.getEndpointClass();
        if (!MailMethods.class.isAssignableFrom(type)) {
            return new MailListenerBean(
                    spec.requiredRecipients(),
                    new EndpointCall<>(factory, MailListener.class, MailListenerBean.ON_MAIL, transactions));
        }
        if (MailListener.class.isAssignableFrom(type)) {
            throw new InvalidPropertyException(
                    type.getName() + " implements both MailListener and MailMethods: remove one of them");
        }
        spec.refuseRecipients();
        MethodBinding methods = MethodBinding.of(type);
        return new MailMethodsBean(methods, methods.endpoint(factory, transactions));
    }

    private static void checkClash(ListenerFacts one, ListenerFacts other) throws InvalidPropertyException {
        for (AddressPattern pattern : one.recipients()) {
            for (AddressPattern otherPattern : other.recipients()) {
                if (one.priority() == other.priority() && pattern.isAmbiguousWith(otherPattern)) {
                    throw new InvalidPropertyException("Both " + one.name() + " (" + pattern + ") and " + other.name()
                            + " (" + otherPattern + ") want the same mail: change the property 'recipients' of one of"
                            + " them, or give one a higher 'priority'");
                }
            }
        }
    }

    /** Deactivates a listener. One that isn't active is passed over. */
    void remove(MessageEndpointFactory factory, ActivationSpec spec) {
        active.removeIf(a -> a.factory() == factory && a.spec() == spec);
    }

    /** Returns the listeners of applications. */
    List<ApplicationListener> listeners() {
        return active.stream().map(Active::listener).toList();
    }

    /** Returns the listener of that name, if it is active. */
    Optional<ApplicationListener> find(String name) {
        return listeners().stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst();
    }
}
