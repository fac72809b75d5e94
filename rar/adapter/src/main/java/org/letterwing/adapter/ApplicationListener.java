package org.letterwing.adapter;

import java.lang.reflect.Method;
import java.util.List;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;

/** The active listener of an application: its name, its addresses, and how it is called. */
final class ApplicationListener {

    static final Method ON_MAIL = onMail();

    /** How many mails one listener takes at once: less than the beans that the container keeps of it. */
    private static final int CONCURRENCY = 4;

    /** How many mails wait for one listener. */
    private static final int CAPACITY = 100;

    private final String name;
    private final List<AddressPattern> patterns;
    private final EndpointCall<MailListener> endpoint;
    private final Turns turns = new Turns(CONCURRENCY, CAPACITY);

    ApplicationListener(Class<?> bean, List<AddressPattern> patterns, EndpointCall<MailListener> endpoint) {
        this.name = application(bean) + "#" + bean.getSimpleName();
        this.patterns = patterns;
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

    /** Returns the deployment and the bean, as in {@code orders.war#OrderMail}. */
    String name() {
        return name;
    }

    List<AddressPattern> patterns() {
        return patterns;
    }

    EndpointCall<MailListener> endpoint() {
        return endpoint;
    }

    /** Returns what bounds the calls of this listener, so that a slow one starves no other. */
    Turns turns() {
        return turns;
    }
}
