package org.letterwing.inbound;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.letterwing.api.InboundMail;
import org.letterwing.api.SessionFacts;
import org.letterwing.authentication.arrival.ArrivalCheck;
import org.letterwing.authentication.arrival.MailNames;
import org.letterwing.authentication.arrival.SenderVerdicts;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.directory.RelayPolicy;
import org.letterwing.settings.DmarcMode;
import org.letterwing.settings.SenderSettings;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.SenderChecks;

/**
 * Checks mails of strangers on threads of its own, for a check may wait for DNS. Mails that aren't checked have other
 * threads, and never wait for those that are.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SenderChecksBean implements SenderChecks {

    /** The listener for other servers; on the others there are users alone. */
    private static final String LISTENER = "smtp";

    private static final int AT_ONCE = 64;
    private static final int WAITING = 256;
    private static final int UNCHECKED_AT_ONCE = 4;
    private static final int UNCHECKED_WAITING = 1024;
    private static final long IDLE_SECONDS = 30;
    private static final long PATIENCE_SECONDS = 5;

    /** Questions of all mails that may be under way: fewer than the adapter can ask, for the queue asks too. */
    private static final int QUESTIONS = 300;

    private static final int ADDED_HEADER = 8192;

    @Resource
    private ManagedThreadFactory managedThreads;

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    @Inject
    private RelayPolicy relay;

    @Inject
    private Event<SenderVerdicts> found;

    private final Semaphore questions = new Semaphore(QUESTIONS);
    private ThreadPoolExecutor checks;
    private ThreadPoolExecutor others;
    private DmarcMode mode;
    private ArrivalCheck check;

    @PostConstruct
    void start() {
        checks = pool(AT_ONCE, WAITING, new ThreadPoolExecutor.AbortPolicy());
        others = pool(UNCHECKED_AT_ONCE, UNCHECKED_WAITING, new ThreadPoolExecutor.CallerRunsPolicy());
        mode = SenderSettings.DMARC.get();
        check = new ArrivalCheck(
                new ArrivalCheck.Rules(
                        Settings.HOSTNAME.get(),
                        SmtpSettings.MAX_HEADER.get() + ADDED_HEADER,
                        mode,
                        SenderSettings.ARC_TRUSTED.get()),
                () -> new MailNames(server.names(), questions, SenderSettings.TIMEOUT.get()),
                PublicSuffixList.bundled(),
                new SecureRandom(),
                found::fire);
    }

    private ThreadPoolExecutor pool(int threads, int waiting, RejectedExecutionHandler beyond) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                managedThreads,
                beyond);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public CompletionStage<CheckedMail> check(InboundMail mail) {
        if (mode == DmarcMode.OFF || isKnown(mail.session())) {
            return on(others, () -> check.unchecked(mail));
        }
        try {
            return on(checks, () -> check.check(mail));
        } catch (RejectedExecutionException e) {
            return on(others, () -> check.unknown(mail, "too many mails are being checked"));
        }
    }

    private boolean isKnown(SessionFacts session) {
        return !session.listener().equals(LISTENER) || relay.mayRelay(session);
    }

    private static CompletionStage<CheckedMail> on(Executor threads, Supplier<CheckedMail> task) {
        return CompletableFuture.supplyAsync(task, threads);
    }

    @PreDestroy
    void stop() {
        checks.shutdownNow();
        others.shutdownNow();
        try {
            // A mail that is not checked by then is not taken: its session has ended.
            checks.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
