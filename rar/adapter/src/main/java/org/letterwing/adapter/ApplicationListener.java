package org.letterwing.adapter;

import java.lang.reflect.Method;
import java.time.Duration;

import jakarta.resource.spi.InvalidPropertyException;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.MailServer;

/** The active listener of an application: its name, the mail that it takes, and how it is called. */
final class ApplicationListener {

    static final Method ON_MAIL = onMail();

    /** How many mails one listener takes at once: less than the beans that the container keeps of it. */
    private static final int CONCURRENCY = 4;

    /** How many mails wait for one listener. */
    private static final int CAPACITY = 100;

    private final ListenerFacts facts;
    private final MailListenerSpec.Mode mode;
    private final int redeliveryAttempts;
    private final Duration redeliveryInterval;
    private final EndpointCall<MailListener> endpoint;
    private final Turns turns = new Turns(CONCURRENCY, CAPACITY);

    ApplicationListener(Class<?> bean, MailListenerSpec spec, EndpointCall<MailListener> endpoint)
            throws InvalidPropertyException {
        facts = new ListenerFacts(
                application(bean) + "#" + bean.getName(),
                spec.recipientPatterns(),
                spec.getPriority(),
                spec.senderPatterns(),
                spec.getMaxMessageSize(),
                spec.isRequireAuthenticated());
        mode = spec.mode();
        redeliveryAttempts = spec.getRedeliveryAttempts();
        redeliveryInterval = spec.interval();
        this.endpoint = endpoint;
    }

    private static Method onMail() {
        try {
            return MailListener.class.getMethod("onMail", InboundMail.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The deployment's name, of which the container names its class loader. */
    private static String application(Class<?> bean) {
        ClassLoader loader = bean.getClassLoader();
        String module = loader == null || loader.getName() == null ? "application" : loader.getName();
        return module.startsWith("deployment.") ? module.substring("deployment.".length()) : module;
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

    EndpointCall<MailListener> endpoint() {
        return endpoint;
    }

    /** Returns what bounds the calls of this listener, so that a slow one starves no other. */
    Turns turns() {
        return turns;
    }

    /** Returns what the mail system sees of it. */
    MailServer.Application view() {
        return new MailServer.Application(facts, redeliveryAttempts, redeliveryInterval);
    }
}
