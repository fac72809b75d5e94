package org.letterwing.adapter;

import jakarta.resource.spi.InvalidPropertyException;

/** The name of an application's listener: its deployment and its bean. */
final class ListenerName {

    private static final String DEPLOYMENT = "deployment.";

    private ListenerName() {}

    /** Returns the name, as in {@code orders.war#org.example.OrderMail}. */
    static String of(Class<?> bean) {
        return application(bean) + "#" + bean.getName();
    }

    /**
     * Refuses a second bean under the name of one that is active: mail of the one would come to the other.
     *
     * @param taken whether there is one
     */
    static void checkFree(String name, boolean taken) throws InvalidPropertyException {
        if (taken) {
            throw new InvalidPropertyException(
                    name + " is two beans: a listener is remembered by its class, so give each"
                            + " bean a class of its own, such as a subclass");
        }
    }

    /** The container names a deployment's class loader after it. */
    private static String application(Class<?> bean) {
        ClassLoader loader = bean.getClassLoader();
        String module = loader == null || loader.getName() == null ? "application" : loader.getName();
        return module.startsWith(DEPLOYMENT) ? module.substring(DEPLOYMENT.length()) : module;
    }
}
