package org.letterwing.adapter;

/** The name of an application's listener: its deployment and its bean. */
final class ListenerName {

    private static final String DEPLOYMENT = "deployment.";

    private ListenerName() {}

    /** Returns the name, as in {@code orders.war#org.example.OrderMail}. */
    static String of(Class<?> bean) {
        return application(bean) + "#" + bean.getName();
    }

    /** The container names a deployment's class loader after it. */
    private static String application(Class<?> bean) {
        ClassLoader loader = bean.getClassLoader();
        String module = loader == null || loader.getName() == null ? "application" : loader.getName();
        return module.startsWith(DEPLOYMENT) ? module.substring(DEPLOYMENT.length()) : module;
    }
}
