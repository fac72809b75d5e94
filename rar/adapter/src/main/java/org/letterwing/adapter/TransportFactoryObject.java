package org.letterwing.adapter;

import java.io.Serializable;
import javax.naming.Reference;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;

import org.letterwing.net.NetworkThreads;
import org.letterwing.spi.outbound.NextHop;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.NextHopException.Kind;
import org.letterwing.spi.outbound.SmtpTransport;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/**
 * The connection factory: takes a place from the container's pool and lets it have a session. The connector specification
 * (6.5.3) wants it serializable and referenceable; it is of use in its own server alone.
 */
public class TransportFactoryObject implements SmtpTransportFactory, Referenceable, Serializable {

    private static final long serialVersionUID = 1L;

    private final transient TransportManagedFactory managed;
    private final transient ConnectionManager pool;
    private transient Reference reference;

    TransportFactoryObject(TransportManagedFactory managed, ConnectionManager pool) {
        this.managed = managed;
        this.pool = pool;
    }

    @Override
    public SmtpTransport connect(NextHop hop) throws NextHopException {
        TransportHandle transport = take(hop);
        boolean open = false;
        try {
            transport.open();
            open = true;
            return transport;
        } finally {
            if (!open) {
                transport.close();
            }
            NetworkThreads.forgetCaller();
        }
    }

    private TransportHandle take(NextHop hop) throws NextHopException {
        try {
            return (TransportHandle) pool.allocateConnection(managed, new TransportRequest(hop));
        } catch (ResourceException e) {
            throw new NextHopException(
                    Kind.BUSY,
                    // RFC 3463 X.3.2: the system does not take messages now.
                    Outcomes.deferred(
                            "4.3.2", "All outbound sessions are in use, or the server goes down: " + e.getMessage()),
                    e);
        }
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }
}
