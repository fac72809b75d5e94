package org.letterwing.adapter;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

import org.letterwing.api.InboundMail;
import org.letterwing.dns.Dns;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.net.NetworkThreads;
import org.letterwing.oauth.TokenVerifier;
import org.letterwing.sasl.AccountLanes.Cost;
import org.letterwing.sasl.Authentication;
import org.letterwing.settings.ClientSettings;
import org.letterwing.settings.Settings;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.client.SmtpClient;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.MaildropAccess;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.NameService;

/** Everything that runs between start and stop: lanes, event loops and listeners. What opens last closes first. */
final class MailService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MailService.class.getName());

    private static final Duration FAILURE_DELAY = Duration.ofSeconds(1);

    /** A server's shared work manager has 50 long-running threads; the lanes take 36 and the sink 7 of them. */
    private enum Size {
        POLICY(4, 4096),
        PASSWORDS(2, 256),
        TOKENS(2, 256),
        MAILDROPS(4, 2048),
        MAILBOXES(8, 8192),
        SEARCHES(2, 512),
        APPLICATIONS(12, 1024),
        DISK(2, 4096);

        private final int threads;
        private final int capacity;

        Size(int threads, int capacity) {
            this.threads = threads;
            this.capacity = capacity;
        }
    }

    private final WorkManager workManager;
    private final Activations activations;
    private final Supplier<Optional<MailSystem>> mailSystem;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private BeanQuestions<SessionPolicy> policy;
    private ApplicationDelivery applications;
    private BannedClients banned;
    private Authentication authentication;
    private SmtpClient smtpClient;
    private NameService names;
    private Certificates certificates;
    private Listeners listeners;

    private MailService(WorkManager workManager, Activations activations, Supplier<Optional<MailSystem>> mailSystem) {
        this.workManager = workManager;
        this.activations = activations;
        this.mailSystem = mailSystem;
    }

    /**
     * Starts everything, or nothing.
     *
     * @param mailSystem the mail system; empty while it isn't connected
     * @throws org.letterwing.settings.SettingException if a setting or a folder can't be used
     * @throws IOException if a port can't be bound
     * @throws WorkException if the container has too few threads
     */
    static MailService start(
            WorkManager workManager, Activations activations, Supplier<Optional<MailSystem>> mailSystem)
            throws IOException, WorkException {
        MailService service = new MailService(workManager, activations, mailSystem);
        try {
            service.open();
            return service;
        } catch (IOException | WorkException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void open() throws IOException, WorkException {
        Supplier<Optional<MailSink>> sink = () -> mailSystem.get().map(MailSystem::sink);
        Supplier<Optional<SessionPolicy>> sessionPolicy = () -> mailSystem.get().map(MailSystem::policy);
        UnknownOutcomes unknownOutcomes = opened(new UnknownOutcomes(workManager, sink));
        SinkLanes sinkLanes = opened(new SinkLanes(workManager, new SinkDelivery(sink, unknownOutcomes)));
        applications = new ApplicationDelivery(lane(Size.APPLICATIONS));
        Lane questions = lane(Size.POLICY);
        policy = new BeanQuestions<>(questions, sessionPolicy);
        BeanQuestions<SessionPolicy> passwords = new BeanQuestions<>(lane(Size.PASSWORDS), sessionPolicy);
        BeanQuestions<SessionPolicy> tokens = new BeanQuestions<>(lane(Size.TOKENS), sessionPolicy);
        BeanQuestions<MaildropAccess> maildrops =
                new BeanQuestions<>(lane(Size.MAILDROPS), () -> mailSystem.get().map(MailSystem::maildrops));
        Supplier<Optional<MailboxAccess>> access = () -> mailSystem.get().map(MailSystem::mailboxes);
        BeanQuestions<MailboxAccess> mailboxes = new BeanQuestions<>(lane(Size.MAILBOXES), access);
        BeanQuestions<MailboxAccess> searches = new BeanQuestions<>(lane(Size.SEARCHES), access);
        BooleanSupplier ready = () -> mailSystem.get().isPresent();

        NetworkThreads threads = opened(new NetworkThreads());
        banned = BannedClients.watched(threads, policy);
        AccessLists lists = AccessLists.watched(threads, policy);
        authentication = authentication(passwords, tokens);
        smtpClient = OutboundClient.open(threads);
        Dns dns = opened(new Dns(ClientSettings.DNS_SERVERS.get(), ClientSettings.DNS_TIMEOUT.get(), threads.timer()));
        dns.feelPulse();
        names = new NameQuestions(dns);
        Lane disk = lane(Size.DISK);
        certificates = Certificates.open(threads, disk);
        SessionTrace trace = new SessionTrace(() -> mailSystem.get().map(MailSystem::trace));
        SmtpBackend system = new SmtpMailSystem(
                ready,
                activations,
                policy,
                sinkLanes,
                new BeanQuestions<>(questions, sink),
                applications,
                () -> mailSystem.get().map(MailSystem::senders),
                trace);
        listeners = opened(
                new Listeners(threads, certificates, authentication, lists, banned, disk, SpoolDirectory.open()));
        listeners.smtp(
                new TracedMailSystem(ClientAdmission.checked(system, policy, dns, lists), trace),
                new TracedMailSystem(system, trace));
        listeners.pop3(new Pop3MailSystem(ready, maildrops));
        listeners.imap(new ImapMailSystem(ready, mailboxes, searches, MailboxNews.watched(threads, mailboxes)));
        EndedLogins.watch(threads, policy, listeners);
    }

    private Lane lane(Size size) throws WorkException {
        return opened(new Lane(workManager, size.name().toLowerCase(Locale.ROOT), size.threads, size.capacity));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private Authentication authentication(BeanQuestions<SessionPolicy> passwords, BeanQuestions<SessionPolicy> tokens) {
        Optional<TokenVerifier> verifier = Tokens.verifier();
        AccountQuestions accounts =
                new AccountQuestions(Map.of(Cost.LOOKUP, policy, Cost.HASH, passwords, Cost.NETWORK, tokens), verifier);
        return new Authentication(
                accounts, Settings.AUTH_PLAINTEXT.get()::allows, verifier.isPresent(), banned, FAILURE_DELAY);
    }

    /** Returns the client that brings mail to other servers. */
    SmtpClient smtpClient() {
        return smtpClient;
    }

    /** Returns what asks DNS. */
    NameService names() {
        return names;
    }

    /** Returns what listens. */
    List<MailServer.Listener> listeners() {
        return listeners.bound();
    }

    /** Returns the certificates that they show. */
    List<MailServer.Certificate> certificates() {
        return certificates.shown();
    }

    /** Returns the sessions that are open. */
    Stream<MailSession> sessions() {
        return listeners.sessions();
    }

    /** Ends sessions, as {@link MailServer#disconnect} says. */
    List<MailSession> disconnect(Predicate<MailSession> which) {
        return listeners.disconnect(which);
    }

    /** Returns what counts against the limits now. */
    LimitState limits() {
        return listeners.limits();
    }

    /** Hands a mail to an active listener, as {@link MailServer#deliver} says. */
    Verdict deliver(String name, InboundMail mail) throws ListenerAwayException {
        ApplicationListener listener = activations
                .find(name)
                .orElseThrow(() -> new ListenerAwayException(name + " is not active on this server"));
        try {
            return applications.deliver(listener, mail).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new ListenerAwayException(e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ListenerAwayException("The server ends");
        }
    }

    /** Closes the listeners, then what they need. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "A part of the mail service did not close cleanly", e);
            }
        }
    }
}
