package org.letterwing.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that outlives its physical connection: when a transaction begins on a broken one, it is made anew. A
 * transaction begins with the first statement, or with {@link #begin()}.
 *
 * <p>The container's pool can't be told to validate the connections of a data source that an application defines, and
 * would hand out broken ones for ever after the database was restarted. Used by one thread at a time, as connections are.
 */
final class LastingConnection implements InvocationHandler {

    /** How long an unused connection is trusted, in nanoseconds: a database restarts in little more. */
    private static final long TRUSTED_NANOS = 1_000_000_000L;

    private static final int VALIDATION_SECONDS = 5;

    private final Connector<Connection> connector;
    private final Breaks breaks;
    private Connection physical;
    private boolean autoCommit = true;
    private boolean begun;
    private boolean destroyed;
    private long lastUse = System.nanoTime();

    /** When a connection was last found broken; shared by the connections of one data source. */
    static final class Breaks {
        private volatile long last = System.nanoTime();
    }

    /** Opens a physical connection. */
    LastingConnection(Connector<Connection> connector, Breaks breaks) throws SQLException {
        this.connector = connector;
        this.breaks = breaks;
        this.physical = connector.connect();
    }

    /** Returns a connection to work with. */
    Connection proxy() {
        return (Connection) Proxy.newProxyInstance(
                LastingConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    /** Says that a transaction begins which is not ended by this connection's own methods. */
    void begin() throws SQLException {
        renewIfBroken();
        begun = true;
    }

    /** Says that what {@link #begin()} began has ended. */
    void end() {
        begun = false;
    }

    /** Returns whether the physical connection has broken under the transaction that {@link #begin()} began. */
    boolean isLost() throws SQLException {
        return begun && physical.isClosed();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "close", "abort":
                destroyed = true;
                break;
            case "isClosed":
                return destroyed;
            case "setAutoCommit":
                boolean isBetween = isBetween();
                // Also if it fails: the pool takes the transaction for begun, and its statements must not stand alone.
                autoCommit = (boolean) arguments[0];
                if (isBetween) {
                    renewIfBroken();
                }
                if (autoCommit && physical.isClosed()) {
                    return null; // the transaction ended with its connection
                }
                break;
            case "rollback":
                if (physical.isClosed()) {
                    return null; // the database did so when the connection broke
                }
                break;
            case "prepareStatement", "createStatement", "prepareCall":
                if (isBetween()) {
                    renewIfBroken();
                }
                break;
            default:
                break;
        }
        try {
            return method.invoke(physical, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isBetween() {
        return autoCommit && !begun;
    }

    /** Makes the physical connection anew if it is broken, unless {@link #begin()} has begun a transaction on it. */
    void renewIfBroken() throws SQLException {
        if (destroyed || begun) {
            return;
        }
        long now = System.nanoTime();
        boolean doubtful = now - lastUse > TRUSTED_NANOS || lastUse - breaks.last < 0;
        if (physical.isClosed() || doubtful && !physical.isValid(VALIDATION_SECONDS)) {
            breaks.last = now;
            discard();
            physical = connector.connect();
        }
        lastUse = System.nanoTime();
    }

    private void discard() {
        try {
            physical.close();
        } catch (SQLException e) {
            // it is broken, and so may its close be
        }
    }
}
