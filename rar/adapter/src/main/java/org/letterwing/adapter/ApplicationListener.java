package org.letterwing.adapter;

import java.time.Duration;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;

import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.api.InboundMail;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.MailServer;

/** The active listener of an application that takes mail: its name, the mail that it takes, and how it is called. */
final class ApplicationListener {

    /** How many mails one listener takes at once: less than the beans that the container keeps of it. */
    private static final int CONCURRENCY = 4;

    /** How many mails wait for one listener. */
    private static final int CAPACITY = 100;

    private final ListenerFacts facts;
    private final MailListenerSpec.Mode mode;
    private final int redeliveryAttempts;
    private final Duration redeliveryInterval;
    private final ApplicationBean bean;
    private final Turns turns = new Turns(CONCURRENCY, CAPACITY);

    ApplicationListener(Class<?> beanClass, MailListenerSpec spec, ApplicationBean bean)
            throws InvalidPropertyException {
        facts = new ListenerFacts(
                ListenerName.of(beanClass),
                bean.recipients(),
                spec.getPriority(),
                spec.senderPatterns(),
                spec.getMaxMessageSize(),
                spec.isRequireAuthenticated());
        mode = spec.mode();
        redeliveryAttempts = spec.getRedeliveryAttempts();
        redeliveryInterval = spec.interval();
        this.bean = bean;
    }

    /** Returns the deployment and the bean, as in {@code orders.war#org.example.OrderMail}. */
    String name() {
        return facts.name();
    }

    ListenerFacts facts() {
        return facts;
    }

    /** Returns whether mail is handed to it in the session. */
    boolean isInSession() {
        return mode == MailListenerSpec.Mode.SESSION;
    }

    /** Returns whether a mail is larger than what it takes. */
    boolean isTooLarge(long octets) {
        return facts.maxMessageSize() > 0 && octets > facts.maxMessageSize();
    }

    /** Returns whether an address that matches one of its patterns is one of its recipients. */
    boolean takes(String address) {
        return bean.takes(address);
    }

    /**
     * Hands the bean a mail, in one transaction of the container.
     *
     * @throws ResourceException if it takes no calls now; then nothing was done
     */
    Outcome<Void> deliver(InboundMail mail) throws ResourceException {
        return bean.deliver(mail);
    }

    /** Returns what bounds the calls of this listener, so that a slow one starves no other. */
    Turns turns() {
        return turns;
    }

    /** Returns what the mail system sees of it. */
    MailServer.Application view() {
        return new MailServer.Application(facts, redeliveryAttempts, redeliveryInterval, bean::takes);
    }
}
