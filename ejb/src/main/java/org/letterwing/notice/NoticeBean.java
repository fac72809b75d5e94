package org.letterwing.notice;

import java.lang.System.Logger.Level;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.MailServer;

/**
 * Keeps the worker for notices running on this server: looks every few seconds for what is due, and at once when a
 * transaction has kept a notice.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeBean {

    private static final System.Logger LOG = System.getLogger(NoticeBean.class.getName());
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;

    @EJB
    private NoticeStore store;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    private ThreadPoolExecutor threads;
    private NoticeWorker worker;

    @PostConstruct
    void start() {
        // The worker bounds what is under way itself; beside that, one thread looks for what is due.
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), managedThreads);
        worker = new NoticeWorker(store, server.deliveryListeners(), threads, QueueSettings.LEASE.get());
    }

    /** Is told by the container that a transaction has kept notices, and has committed. */
    public void kept(@Observes(during = TransactionPhase.AFTER_SUCCESS) Notices.Kept event) {
        worker.wake();
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "worker of notices")
    void maintain() {
        try {
            worker.maintain();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The notices for applications could not be looked at, and are in a few seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*/5", second = "43", persistent = false, info = "removal of old notices")
    void purge() {
        try {
            int removed = store.removeWhatWaitedTooLong();
            if (removed > 0) {
                LOG.log(Level.WARNING, "{0} notices have waited too long for applications, and are removed", removed);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old notices could not be removed, and are in a few minutes", e);
        }
    }

    @PreDestroy
    void stop() {
        worker.close();
        threads.shutdown(); // an interrupted thread would close the database's files
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "Notices are still under way, and may come again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
