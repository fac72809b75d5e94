package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

import org.letterwing.settings.OutboundSettings;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/**
 * Keeps the queue's worker running on this server: looks every few seconds for what is due, and at once when a
 * transaction has queued mail.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueBean {

    private static final System.Logger LOG = System.getLogger(QueueBean.class.getName());
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;

    @EJB
    private QueueStore store;

    @Inject
    private Signatures signatures;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    private ThreadPoolExecutor threads;
    private Worker worker;

    @PostConstruct
    void start() {
        // The worker bounds the deliveries itself; beside them, one thread looks for what is due and one writes
        // results.
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), managedThreads);
        Router router = new Router(server.names(), this::isOurs, new Random());
        worker = new Worker(
                store,
                new Delivery(router, QueueBean::transports, signatures::of),
                new ListenerDelivery(server),
                threads,
                new Lanes(
                        QueueSettings.DELIVERIES.get(),
                        QueueSettings.PER_DESTINATION.get(),
                        QueueSettings.FIRST_RETRY.get()),
                QueueSettings.LEASE.get());
    }

    /** Is told by the container that a transaction has queued mail, and has committed. */
    public void filled(@Observes(during = TransactionPhase.AFTER_SUCCESS) Queue.Filled event) {
        worker.wake(Destinations.only(event.destinations()));
    }

    /** Returns how often attempts of this server have come to what since its start. */
    public Map<Result, Long> attempts() {
        return worker.attempts();
    }

    /** Returns the destinations with which this server has to do. */
    public List<DestinationView> destinations() {
        return worker.destinations();
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "worker of the queue")
    void maintain() {
        try {
            worker.maintain();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The queue could not be looked at, and is again in a few seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*/5", second = "37", persistent = false, info = "removal of old queue entries")
    void purge() {
        try {
            int buried = store.buryWhatWaitedTooLong();
            if (buried > 0) {
                LOG.log(
                        Level.WARNING,
                        "{0} mails have waited too long for applications; look at /dead-letters",
                        buried);
            }
            while (store.removeEnded(QueueSettings.KEEP.get())) {
                // the next batch
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old entries of the queue could not be removed, and are in a few minutes", e);
        }
    }

    @PreDestroy
    void stop() {
        worker.close();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(
                        Level.WARNING,
                        "Deliveries are still under way; their mails go on when their leases have ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurs(InetAddress address) {
        return Addresses.isOurs(
                address,
                OutboundSettings.PORT.get(),
                server.listeners().stream().map(MailServer.Listener::address).toList());
    }

    /** It is bound as long as the resource adapter is deployed. */
    private static SmtpTransportFactory transports() {
        try {
            return InitialContext.doLookup(SmtpTransportFactory.JNDI_NAME);
        } catch (NamingException e) {
            throw new IllegalStateException("The connection factory for outbound mail is not there", e);
        }
    }
}
