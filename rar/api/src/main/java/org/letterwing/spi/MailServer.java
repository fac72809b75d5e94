package org.letterwing.spi;

import java.net.InetSocketAddress;
import java.util.List;

import org.letterwing.spi.outbound.NameService;

/**
 * The resource adapter as the mail system sees it: what listens, and where the mail system joins it. Thread-safe.
 */
public interface MailServer {

    /** Where the adapter's administered object is bound in JNDI. */
    String JNDI_NAME = "java:/letterwing/MailServer";

    /** Lets the adapter take mail for a mail system: from now on sessions are served. One at a time. */
    void connect(MailSystem system);

    /** Takes the mail system away: sessions are told to try again later. */
    void disconnect();

    /** Returns the listeners that are bound. */
    List<Listener> listeners();

    /** Returns why mail can't be taken now, one reason each; empty when all is ready. */
    List<String> obstacles();

    /** Returns the listeners of applications that are active here. */
    List<Application> applications();

    /**
     * Returns what asks DNS.
     *
     * @throws IllegalStateException if the resource adapter is not running
     */
    NameService names();

    /**
     * A bound listener.
     *
     * @param name such as {@code smtp}
     * @param address the address that it is bound to
     */
    record Listener(String name, InetSocketAddress address) {}

    /**
     * An active listener of an application.
     *
     * @param name the application's name
     * @param patterns the addresses that it takes
     */
    record Application(String name, List<String> patterns) {}
}
