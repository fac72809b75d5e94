package org.letterwing.adapter;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.transaction.xa.XAResource;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.WorkException;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

import org.letterwing.api.InboundMail;
import org.letterwing.net.NetworkThreads;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;
import org.letterwing.smtp.client.SmtpClient;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.NameService;

/** Owns the mail sockets for as long as the adapter is deployed, and brings their mail to message-driven beans. */
@Connector(
        displayName = "Letterwing",
        description = "Mail over SMTP, inbound and outbound, and mailboxes over POP3",
        vendorName = "Letterwing",
        eisType = "Internet mail",
        version = "0.1",
        transactionSupport = TransactionSupport.TransactionSupportLevel.NoTransaction,
        requiredWorkContexts = HintsContext.class)
public class LetterwingResourceAdapter implements ResourceAdapter {

    private static final System.Logger LOG = System.getLogger(LetterwingResourceAdapter.class.getName());

    private volatile Activations activations;
    private volatile DeliveryActivations deliveryActivations;
    private volatile MailService service;
    private volatile MailSystem mailSystem;

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        Activations starting = new Activations(context.getTransactionSynchronizationRegistry());
        try {
            Settings.all().forEach(setting -> setting.get());
            Settings.unknownNames()
                    .forEach(name -> LOG.log(Level.WARNING, "{0} is no setting of Letterwing: is it mistyped?", name));
            activations = starting;
            deliveryActivations = new DeliveryActivations(context.getTransactionSynchronizationRegistry());
            service = MailService.start(context.getWorkManager(), starting, () -> Optional.ofNullable(mailSystem));
        } catch (SettingException | IOException e) {
            throw new ResourceAdapterInternalException(e.getMessage(), e);
        } catch (WorkException e) {
            throw new ResourceAdapterInternalException(
                    "The server's default work manager has no long-running threads left for Letterwing: give its"
                            + " long-running-threads more",
                    e);
        } finally {
            NetworkThreads.forgetCaller();
        }
        service.listeners().forEach(l -> LOG.log(Level.INFO, "{0} listens on {1}", l.name(), l.address()));
    }

    @Override
    public void stop() {
        MailService stopping = service;
        service = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        ListenerFacts facts = spec instanceof DeliveryListenerSpec delivery
                ? deliveryActivations.add(factory, delivery)
                : activations.add(factory, (MailListenerSpec) spec).facts();
        Optional.ofNullable(mailSystem).ifPresent(system -> remember(system.policy(), facts));
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        activations.remove(factory, spec);
        deliveryActivations.remove(factory, spec);
    }

    /** Returns none: the adapter has no resource that could be recovered. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    void connect(MailSystem system) {
        // Before sessions ask for their addresses, and on this thread: others wait until the mail system has started.
        activations.listeners().forEach(listener -> remember(system.policy(), listener.facts()));
        deliveryActivations.facts().forEach(listener -> remember(system.policy(), listener));
        mailSystem = system;
    }

    private static void remember(SessionPolicy directory, ListenerFacts listener) {
        try {
            directory.remember(listener);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The listener " + listener.name()
                            + " could not be remembered: deploy its application again, so that it is known while it is away",
                    e);
        }
    }

    void disconnect() {
        mailSystem = null;
    }

    Optional<SmtpClient> smtpClient() {
        return Optional.ofNullable(service).map(MailService::smtpClient);
    }

    List<MailServer.Listener> listeners() {
        MailService running = service;
        return running == null ? List.of() : running.listeners();
    }

    List<MailServer.Certificate> certificates() {
        MailService running = service;
        return running == null ? List.of() : running.certificates();
    }

    Stream<MailSession> sessions() {
        MailService running = service;
        return running == null ? Stream.of() : running.sessions();
    }

    List<MailSession> disconnect(Predicate<MailSession> which) {
        MailService running = service;
        return running == null ? List.of() : running.disconnect(which);
    }

    Optional<LimitState> limits() {
        return Optional.ofNullable(service).map(MailService::limits);
    }

    NameService names() {
        MailService running = service;
        if (running == null) {
            throw new IllegalStateException("The resource adapter is not started");
        }
        return running.names();
    }

    List<String> obstacles() {
        if (service == null) {
            return List.of("The resource adapter is not started");
        }
        return mailSystem == null ? List.of("The mail system is not connected to the resource adapter") : List.of();
    }

    List<MailServer.Application> applications() {
        return activations.listeners().stream().map(ApplicationListener::view).toList();
    }

    DeliveryListeners deliveryListeners() {
        return deliveryActivations;
    }

    Verdict deliver(String application, InboundMail mail) throws ListenerAwayException {
        MailService running = service;
        if (running == null) {
            throw new ListenerAwayException("The resource adapter is not started");
        }
        return running.deliver(application, mail);
    }

    /** One adapter is one instance: identity, as the connector specification asks for. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
