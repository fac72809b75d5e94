package org.letterwing.status;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.letterwing.settings.Settings;

/** The application server, as its management beans show it where it has them. */
final class HostServer {

    private static final String SERVER = "jboss.as:management-root=server";
    private static final String TRANSACTIONS = "jboss.as:subsystem=transactions";
    private static final String EVERY_NODE = "1";
    private static final String HTTP = "jboss.as:socket-binding-group=standard-sockets,socket-binding=http";

    private HostServer() {}

    /** Returns whether the server has finished its start. */
    static boolean isRunning() {
        return attribute(SERVER, "serverState").map("running"::equals).orElse(true);
    }

    /** Returns whether the server's transactions bear the name that those of every server have by default. */
    static boolean isNamelessNode() {
        return attribute(TRANSACTIONS, "nodeIdentifier").map(EVERY_NODE::equals).orElse(false);
    }

    /** Returns the URL of a path on the server's HTTP listener. */
    static String url(String path) {
        Optional<Object> port = attribute(HTTP, "boundPort");
        return port.isEmpty()
                ? path + " on the server's HTTP port"
                : "http://"
                        + host(attribute(HTTP, "boundAddress")
                                .map(Object::toString)
                                .orElse("")) + ":" + port.get() + path;
    }

    /** An address that says "every interface" is of no use in a URL. */
    private static String host(String address) {
        return switch (address) {
            case "", "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> Settings.HOSTNAME.get();
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
    }

    private static Optional<Object> attribute(String bean, String name) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return Optional.ofNullable(beans.getAttribute(new ObjectName(bean), name));
        } catch (JMException e) {
            return Optional.empty(); // a server without the jmx subsystem
        }
    }
}
