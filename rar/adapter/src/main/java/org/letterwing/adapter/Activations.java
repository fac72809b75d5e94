package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.api.MailListener;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.MailboxAccess;
import org.letterwing.spi.SessionPolicy;

/**
 * The beans that are active now: the mail system's own, and the listeners of applications.
 *
 * <p>Activations are told apart by the identity of factory and spec. Thread-safe.
 */
final class Activations {

    private static final System.Logger LOG = System.getLogger(Activations.class.getName());

    private final TransactionSynchronizationRegistry transactions;
    private final List<Active> active = new CopyOnWriteArrayList<>();

    private volatile EndpointCall<MailSink> sink;
    private volatile EndpointCall<MailSink> sinkAgain;
    private volatile MessageEndpointFactory policy;
    private volatile MessageEndpointFactory mailboxes;

    /** One activation; the listener is null for a bean of the mail system. */
    private record Active(MessageEndpointFactory factory, ActivationSpec spec, ApplicationListener listener) {}

    Activations(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /**
     * Activates a bean.
     *
     * @return the application's listener; empty for a bean of the mail system
     */
    synchronized Optional<ApplicationListener> add(MessageEndpointFactory factory, ActivationSpec spec)
            throws ResourceException {
        ApplicationListener listener = null;
        try {
            if (spec instanceof MailListenerSpec listenerSpec) {
                listener = listener(factory, listenerSpec);
            } else {
                addOwn(factory);
            }
        } catch (NoSuchMethodException e) {
            throw new ResourceException("The bean lacks a method of its listener type", e);
        }
        active.add(new Active(factory, spec, listener));
        return Optional.ofNullable(listener);
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

    private void addOwn(MessageEndpointFactory factory) throws NoSuchMethodException {
        Class<?> bean = factory.getEndpointClass();
        if (MailSink.class.isAssignableFrom(bean)) {
            sinkAgain = new EndpointCall<>(factory, MailSink.class, SinkDelivery.ACCEPT_AGAIN, transactions);
            sink = new EndpointCall<>(factory, MailSink.class, SinkDelivery.ACCEPT, transactions);
        } else if (SessionPolicy.class.isAssignableFrom(bean)) {
            policy = factory;
        } else if (MailboxAccess.class.isAssignableFrom(bean)) {
            mailboxes = factory;
        }
    }

    /** Deactivates a bean. One that isn't active is passed over. */
    synchronized void remove(MessageEndpointFactory factory, ActivationSpec spec) {
        active.removeIf(a -> a.factory() == factory && a.spec() == spec);
        if (spec instanceof MailListenerSpec) {
            return;
        }
        Class<?> bean = factory.getEndpointClass();
        if (MailSink.class.isAssignableFrom(bean)) {
            sink = null;
            sinkAgain = null;
        } else if (SessionPolicy.class.isAssignableFrom(bean)) {
            policy = null;
        } else if (MailboxAccess.class.isAssignableFrom(bean)) {
            mailboxes = null;
        }
    }

    /** Returns the sink for mails that were never offered; empty while it isn't active. */
    Optional<EndpointCall<MailSink>> sink() {
        return Optional.ofNullable(sink);
    }

    /** Returns the sink for mails that were offered before; empty while it isn't active. */
    Optional<EndpointCall<MailSink>> sinkAgain() {
        return Optional.ofNullable(sinkAgain);
    }

    /** Returns the policy's endpoint; empty while it isn't active. */
    Optional<MessageEndpointFactory> policy() {
        return Optional.ofNullable(policy);
    }

    /** Returns the endpoint of the mailboxes; empty while it isn't active. */
    Optional<MessageEndpointFactory> mailboxes() {
        return Optional.ofNullable(mailboxes);
    }

    /** Returns the listeners of applications. */
    List<ApplicationListener> listeners() {
        return active.stream().map(Active::listener).filter(l -> l != null).toList();
    }

    /** Returns the listener that takes mail for an address: one that names it, else one that takes its domain. */
    Optional<ApplicationListener> listenerFor(String address) {
        ApplicationListener ofDomain = null;
        for (Active candidate : active) {
            ApplicationListener listener = candidate.listener();
            for (AddressPattern pattern : listener == null ? List.<AddressPattern>of() : listener.patterns()) {
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

    /** Returns which of the mail system's own beans are not active, in words; empty when all are. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (sink == null) {
            missing.add("The bean that stores mail is not active");
        }
        if (policy == null) {
            missing.add("The bean that knows the recipients is not active");
        }
        if (mailboxes == null) {
            missing.add("The bean that reads mailboxes is not active");
        }
        return missing;
    }

    static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
