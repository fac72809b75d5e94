package org.letterwing.adapter;

import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;

import org.letterwing.spi.outbound.SmtpTransport;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/** Makes what the container pools: places for outbound SMTP sessions. */
@ConnectionDefinition(
        connectionFactory = SmtpTransportFactory.class,
        connectionFactoryImpl = TransportFactoryObject.class,
        connection = SmtpTransport.class,
        connectionImpl = TransportHandle.class)
public class TransportManagedFactory
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {

    private static final long serialVersionUID = 1L;

    private transient LetterwingResourceAdapter resourceAdapter;
    private transient PrintWriter logWriter;

    @Override
    public Object createConnectionFactory(ConnectionManager pool) {
        return new TransportFactoryObject(this, pool);
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        throw new jakarta.resource.NotSupportedException("Outbound sessions need a container that pools them");
    }

    @Override
    public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request)
            throws ResourceException {
        if (request instanceof TransportRequest wanted) {
            return new TransportPlace(resourceAdapter::smtpClient, wanted.hop());
        }
        throw new ResourceException("An outbound session needs a next hop: there is none to test this pool with");
    }

    @Override
    public ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set places, Subject subject, ConnectionRequestInfo request) {
        for (Object place : places) {
            if (place instanceof TransportPlace own && new TransportRequest(own.hop()).equals(request)) {
                return own;
            }
        }
        return null;
    }

    /** Returns the places whose session has ended. */
    @Override
    @SuppressWarnings("rawtypes")
    public Set getInvalidConnections(Set places) {
        Set<?> all = places;
        return all.stream().filter(place -> !((TransportPlace) place).isOpen()).collect(Collectors.toSet());
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = (LetterwingResourceAdapter) adapter;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    /** One definition is one instance: there is nothing to configure. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
