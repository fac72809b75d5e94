package org.letterwing.directory;

import java.util.Optional;

/**
 * The name of an application: that of its deployment, such as {@code shop.war}. All modules of an enterprise archive are
 * one application.
 */
public final class ApplicationName {

    /** The longest name, in characters. */
    static final int MAX_LENGTH = 255;

    private static final String DEPLOYMENT = "deployment.";
    private static final String ENTERPRISE_ARCHIVE = ".ear";

    private ApplicationName() {}

    /** Returns the name of the application that a class belongs to; empty if it is the server's or the platform's. */
    public static Optional<String> of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        // WildFly names the class loader of a deployment's module so.
        return Optional.ofNullable(loader == null ? null : loader.getName())
                .filter(name -> name.startsWith(DEPLOYMENT))
                .map(name -> ofModule(name.substring(DEPLOYMENT.length())));
    }

    /** Returns the name of the application whose listener has the given name, such as {@code shop.ear.mail.jar#Orders}. */
    static String ofListener(String listener) {
        int bean = listener.indexOf('#');
        return ofModule(bean < 0 ? listener : listener.substring(0, bean));
    }

    /** A module of {@code shop.ear} is named {@code shop.ear.web.war}. */
    private static String ofModule(String module) {
        int end = module.indexOf(ENTERPRISE_ARCHIVE + ".");
        return end < 0 ? module : module.substring(0, end + ENTERPRISE_ARCHIVE.length());
    }
}
