package org.letterwing.adapter;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.naming.Reference;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;

import org.letterwing.api.InboundMail;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.NameService;

/**
 * The administered object by which the mail system and the resource adapter know each other. The connector specification (13.4.2.3) wants it
 * serializable and referenceable; it is of use in its own server alone.
 */
@AdministeredObject(adminObjectInterfaces = MailServer.class)
public class MailServerObject implements MailServer, ResourceAdapterAssociation, Referenceable, Serializable {

    private static final long serialVersionUID = 1L;

    private transient LetterwingResourceAdapter resourceAdapter;
    private transient Reference reference;

    @Override
    public void connect(MailSystem system) {
        resourceAdapter.connect(system);
    }

    @Override
    public void disconnect() {
        resourceAdapter.disconnect();
    }

    @Override
    public List<Listener> listeners() {
        return resourceAdapter.listeners();
    }

    @Override
    public List<Certificate> certificates() {
        return resourceAdapter.certificates();
    }

    @Override
    public Stream<MailSession> sessions() {
        return resourceAdapter.sessions();
    }

    @Override
    public List<MailSession> disconnect(Predicate<MailSession> which) {
        return resourceAdapter.disconnect(which);
    }

    @Override
    public Optional<LimitState> limits() {
        return resourceAdapter.limits();
    }

    @Override
    public List<String> obstacles() {
        return resourceAdapter.obstacles();
    }

    @Override
    public List<Application> applications() {
        return resourceAdapter.applications();
    }

    @Override
    public Verdict deliver(String application, InboundMail mail) throws ListenerAwayException {
        return resourceAdapter.deliver(application, mail);
    }

    @Override
    public DeliveryListeners deliveryListeners() {
        return resourceAdapter.deliveryListeners();
    }

    @Override
    public NameService names() {
        return resourceAdapter.names();
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        this.resourceAdapter = (LetterwingResourceAdapter) resourceAdapter;
    }
}
