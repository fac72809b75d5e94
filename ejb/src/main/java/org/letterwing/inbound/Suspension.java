package org.letterwing.inbound;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.AttributeChangeNotification;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/** Tells when an administrator suspends the application server and when it goes on, as its management bean says. */
final class Suspension implements NotificationListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Suspension.class.getName());
    private static final String STATE = "jboss.root:type=state";
    private static final String RUNNING_STATE = "RunningState";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Runnable suspended;
    private final Runnable goesOn;

    /**
     * Watches the server, and says at once how it is.
     *
     * @param suspended called when the server takes no new work
     * @param goesOn called when it does; a server without that management bean always does
     */
    Suspension(Runnable suspended, Runnable goesOn) {
        this.suspended = suspended;
        this.goesOn = goesOn;
        Object state = "unknown";
        try {
            beans.addNotificationListener(new ObjectName(STATE), this, null, null);
            state = beans.getAttribute(new ObjectName(STATE), RUNNING_STATE);
        } catch (JMException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not tell when it is suspended", e);
        }
        tell(state);
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification instanceof AttributeChangeNotification change
                && RUNNING_STATE.equals(change.getAttributeName())) {
            tell(change.getNewValue());
        }
    }

    private void tell(Object state) {
        boolean isSuspended = String.valueOf(state).toLowerCase(Locale.ROOT).contains("suspend");
        (isSuspended ? suspended : goesOn).run();
    }

    @Override
    public void close() {
        try {
            beans.removeNotificationListener(new ObjectName(STATE), this);
        } catch (InstanceNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not tell when it is suspended", e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
