package org.letterwing.adapter;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;

import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;

import org.letterwing.smtp.client.ClientSession;
import org.letterwing.smtp.client.SessionFailure;
import org.letterwing.smtp.client.SmtpClient;
import org.letterwing.spi.outbound.NextHop;
import org.letterwing.spi.outbound.NextHopException;

/**
 * A place in the pool for a session with a next hop. The session begins when it is first needed, and another one when it
 * has broken: so that a dead host is the caller's news, and not a stack trace in the container's log.
 */
final class TransportPlace implements ManagedConnection {

    private final Supplier<Optional<SmtpClient>> client;
    private final NextHop hop;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private volatile ClientSession session;
    private volatile TransportHandle handle;
    private PrintWriter logWriter;

    /**
     * Makes an empty place.
     *
     * @param client opens sessions; empty while the adapter is stopped
     */
    TransportPlace(Supplier<Optional<SmtpClient>> client, NextHop hop) {
        this.client = client;
        this.hop = hop;
    }

    NextHop hop() {
        return hop;
    }

    /** Returns whether there is a session that can take a mail, as far as is known. */
    boolean isOpen() {
        ClientSession current = session;
        return current != null && current.isOpen();
    }

    /** Makes sure that there is a session which can take a mail. */
    void open() throws NextHopException {
        ClientSession current = session;
        if (current != null && current.isReady()) {
            return;
        }
        session = null;
        SmtpClient opener = client.get().orElseThrow(Outcomes::stopped);
        try {
            session = opener.connect(DepartingMail.hop(hop));
        } catch (SessionFailure e) {
            throw Outcomes.of(e);
        }
    }

    ClientSession session() {
        return session;
    }

    /** The caller has given the session back. */
    void released(TransportHandle released) {
        var event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(released);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo request) {
        handle = new TransportHandle(this);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) {
        handle = (TransportHandle) connection;
        handle.moveTo(this);
    }

    @Override
    public void cleanup() {
        TransportHandle last = handle;
        handle = null;
        if (last != null) {
            last.invalidate();
        }
    }

    @Override
    public void destroy() {
        cleanup();
        ClientSession last = session;
        session = null;
        if (last != null) {
            last.quit();
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws NotSupportedException {
        throw new NotSupportedException("SMTP knows no transactions of the container");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws NotSupportedException {
        throw new NotSupportedException("SMTP knows no transactions of the container");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new MetaData();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    /** What the container may want to know. */
    private static final class MetaData implements ManagedConnectionMetaData {

        @Override
        public String getEISProductName() {
            return "SMTP";
        }

        @Override
        public String getEISProductVersion() {
            return "RFC 5321";
        }

        @Override
        public int getMaxConnections() {
            return 0; // no limit is known
        }

        @Override
        public String getUserName() {
            return "";
        }
    }
}
