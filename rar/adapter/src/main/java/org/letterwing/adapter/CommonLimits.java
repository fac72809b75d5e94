package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;

import org.letterwing.net.Door;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.SessionLimits;
import org.letterwing.settings.ClientSettings;
import org.letterwing.settings.LimitSettings;

/** Reads the settings of who may connect and how much anyone may take. */
final class CommonLimits {

    private static final System.Logger LOG = System.getLogger(CommonLimits.class.getName());

    /** What the server needs for files, jars and the database beside its connections. */
    private static final int OTHER_DESCRIPTORS = 1000;

    private static final Duration FOR_EVER = Duration.ofDays(1000);

    private CommonLimits() {}

    /** Makes the door of all listeners. */
    static Door door(AccessLists access) {
        warnOfFewDescriptors(LimitSettings.CONNECTIONS.get());
        return new Door(new Door.Rules(
                LimitSettings.CONNECTIONS.get(),
                LimitSettings.CONNECTIONS_PER_ADDRESS.get(),
                LimitSettings.EXEMPT.get(),
                access::isDenied,
                ClientSettings.PROXY_NETWORKS.get()));
    }

    /**
     * Returns the limits of a listener's sessions.
     *
     * @param banned whom it does not let in
     */
    static SessionLimits of(Duration idle, Door door, Predicate<InetAddress> banned, MemoryBudget memory) {
        return new SessionLimits(
                idle,
                LimitSettings.SESSION_TIME.get(),
                LimitSettings.MIN_RATE.get(),
                LimitSettings.RATE_WINDOW.get(),
                door,
                banned,
                memory);
    }

    /** Returns the limits of sessions that may last as long as the client likes, if it is not silent. */
    static SessionLimits untilTheClientLeaves(
            Duration idle, Door door, Predicate<InetAddress> banned, MemoryBudget memory) {
        return new SessionLimits(
                idle, FOR_EVER, LimitSettings.MIN_RATE.get(), LimitSettings.RATE_WINDOW.get(), door, banned, memory);
    }

    private static void warnOfFewDescriptors(int connections) {
        try {
            // By its name, for the class of this bean is hidden from deployments.
            Object most = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), "MaxFileDescriptorCount");
            if ((Long) most < (long) connections + OTHER_DESCRIPTORS) {
                LOG.log(
                        Level.WARNING,
                        "The server may open {0} files and sockets, too few for {1} connections: raise ulimit -n, or"
                                + " lower {2}",
                        most.toString(),
                        Integer.toString(connections),
                        LimitSettings.CONNECTIONS.name());
            }
        } catch (JMException e) {
            LOG.log(Level.DEBUG, "This system does not tell how many files may be open", e);
        }
    }
}
