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
        ApplicationListener listener = new ApplicationListener(
                factory.getEndpointClass(),
                spec.patterns(),
                new EndpointCall<>(factory, MailListener.class, ApplicationListener.ON_MAIL, transactions));
        for (AddressPattern pattern : listener.patterns()) {
            for (ApplicationListener other : listeners()) {
                if (other.patterns().contains(pattern)) {
                    throw new InvalidPropertyException("Both " + listener.name() + " and " + other.name()
                            + " want the mail for " + pattern + ": change the property 'recipients' of one of them");
                }
            }
        }
        LOG.log(Level.INFO, "{0} receives mail: {1}", listener.name(), spec);
        return listener;
    }

    /** Deactivates a listener. One that isn't active is passed over. */
    void remove(MessageEndpointFactory factory, ActivationSpec spec) {
        active.removeIf(a -> a.factory() == factory && a.spec() == spec);
    }

    /** Returns the listeners of applications. */
    List<ApplicationListener> listeners() {
        return active.stream().map(Active::listener).toList();
    }

    /** Returns the listener that takes mail for an address: one that names it, else one that takes its domain. */
    Optional<ApplicationListener> listenerFor(String address) {
        ApplicationListener ofDomain = null;
        for (Active candidate : active) {
            ApplicationListener listener = candidate.listener();
            for (AddressPattern pattern : listener.patterns()) {
                if (pattern.matches(address)) {
                    if (pattern.isExact()) {
                        return Optional.of(listener);
                    }
                    ofDomain = listener;
                }
            }
        }
        return Optional.ofNullable(ofDomain);
    }
}
