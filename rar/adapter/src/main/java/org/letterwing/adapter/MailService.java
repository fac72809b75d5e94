package org.letterwing.adapter;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;

import org.letterwing.api.InboundMail;
import org.letterwing.dns.Dns;
import org.letterwing.net.Door;
import org.letterwing.net.Listener;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionHandler;
import org.letterwing.net.SessionLimits;
import org.letterwing.oauth.TokenVerifier;
import org.letterwing.pop3.Pop3Config;
import org.letterwing.pop3.Pop3Session;
import org.letterwing.sasl.AccountLanes.Cost;
import org.letterwing.sasl.Authentication;
import org.letterwing.settings.BareNewlines;
import org.letterwing.settings.ClientSettings;
import org.letterwing.settings.LimitSettings;
import org.letterwing.settings.Setting;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.smtp.SendingLimits;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpConfig;
import org.letterwing.smtp.SmtpConfig.Kind;
import org.letterwing.smtp.SmtpEngine;
import org.letterwing.smtp.SmtpRules;
import org.letterwing.smtp.client.SmtpClient;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.MaildropAccess;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.spi.Verdict;
import org.letterwing.spi.outbound.NameService;
import org.letterwing.tls.ListenerTls;

/** Everything that runs between start and stop: lanes, event loops and listeners. What opens last closes first. */
final class MailService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MailService.class.getName());

    private static final Duration FAILURE_DELAY = Duration.ofSeconds(1);

    /** A server's shared work manager has 50 long-running threads; the lanes take 28 and the sink 7 of them. */
    private enum Size {
        POLICY(4, 4096),
        PASSWORDS(2, 256),
        TOKENS(2, 256),
        MAILBOXES(6, 2048),
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
    private final List<MailServer.Listener> listeners = new ArrayList<>();
    private final Door door = CommonLimits.door();
    private final MemoryBudget memory = new MemoryBudget(LimitSettings.BUFFERED.get());
    private BeanQuestions<SessionPolicy> policy;
    private ApplicationDelivery applications;
    private BannedClients banned;
    private Authentication authentication;
    private SmtpClient smtpClient;
    private NameService names;

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
                new BeanQuestions<>(lane(Size.MAILBOXES), () -> mailSystem.get().map(MailSystem::maildrops));
        BooleanSupplier ready = () -> mailSystem.get().isPresent();

        NetworkThreads threads = opened(new NetworkThreads());
        banned = BannedClients.watched(threads, policy);
        authentication = authentication(passwords, tokens);
        smtpClient = OutboundClient.open(threads);
        Dns dns = opened(new Dns(ClientSettings.DNS_SERVERS.get(), ClientSettings.DNS_TIMEOUT.get(), threads.timer()));
        dns.feelPulse();
        names = new NameQuestions(dns);
        Lane disk = lane(Size.DISK);
        Certificates certificates = Certificates.open(threads, disk);
        SmtpBackend system = new SmtpMailSystem(
                ready,
                activations,
                policy,
                sinkLanes,
                new BeanQuestions<>(questions, sink),
                applications,
                () -> mailSystem.get().map(MailSystem::senders));
        SmtpBackend checked = ClientAdmission.checked(system, policy, dns);
        SmtpListening smtp = new SmtpListening(checked, system, ClientAdmission.sending(), disk, SpoolDirectory.open());
        Pop3MailSystem pop3 = new Pop3MailSystem(ready, maildrops);
        ListenerTls implicit = certificates.implicit();
        listen(
                threads,
                "smtp",
                Settings.SMTP_PORT,
                sessions(smtp, "smtp", Kind.MX, certificates.startTls(Settings.SMTP_TLS)));
        listen(
                threads,
                "submission",
                Settings.SUBMISSION_PORT,
                sessions(smtp, "submission", Kind.SUBMISSION, certificates.startTls(Settings.SUBMISSION_TLS)));
        listen(
                threads,
                "submissions",
                Settings.SUBMISSIONS_PORT,
                sessions(smtp, "submissions", Kind.SUBMISSION, implicit));
        listen(threads, "pop3", Settings.POP3_PORT, sessions(pop3, "pop3", certificates.startTls(Settings.POP3_TLS)));
        listen(threads, "pop3s", Settings.POP3S_PORT, sessions(pop3, "pop3s", implicit));
    }

    private Lane lane(Size size) throws WorkException {
        return opened(new Lane(workManager, size.name().toLowerCase(Locale.ROOT), size.threads, size.capacity));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void listen(
            NetworkThreads threads, String name, Setting<Integer> port, Supplier<? extends SessionHandler> sessions)
            throws IOException {
        if (port.get() != 0) {
            InetSocketAddress address = new InetSocketAddress(Settings.BIND_ADDRESS.get(), port.get());
            Listener listener = opened(new Listener(threads, name, address, door, sessions));
            listeners.add(new MailServer.Listener(name, listener.address()));
        }
    }

    private Authentication authentication(BeanQuestions<SessionPolicy> passwords, BeanQuestions<SessionPolicy> tokens) {
        Optional<TokenVerifier> verifier = Tokens.verifier();
        AccountQuestions accounts =
                new AccountQuestions(Map.of(Cost.LOOKUP, policy, Cost.HASH, passwords, Cost.NETWORK, tokens), verifier);
        return new Authentication(
                accounts, Settings.AUTH_PLAINTEXT.get()::allows, verifier.isPresent(), banned, FAILURE_DELAY);
    }

    private static SmtpRules smtpRules() {
        return new SmtpRules(
                SmtpSettings.BARE_NEWLINES.get() == BareNewlines.NORMALISE,
                SmtpSettings.MAX_RECIPIENTS.get(),
                SmtpSettings.MAX_MAILS.get(),
                SmtpSettings.MAX_ERRORS.get(),
                SmtpSettings.MAX_UNKNOWN_RECIPIENTS.get(),
                SmtpSettings.MAX_LINE.get(),
                SmtpSettings.MAX_HEADER.get(),
                SmtpSettings.MAX_HOPS.get(),
                Settings.SUBMISSION_HIDE_CLIENT.get());
    }

    private Supplier<SessionHandler> sessions(Pop3MailSystem system, String listener, ListenerTls tls) {
        Pop3Config config = new Pop3Config(
                listener,
                tls,
                Settings.HOSTNAME.get(),
                authentication,
                CommonLimits.of(LimitSettings.POP3_IDLE.get(), door, banned, memory));
        return () -> new Pop3Session(config, system);
    }

    private Supplier<SessionHandler> sessions(SmtpListening common, String listener, Kind kind, ListenerTls tls) {
        // Behind the address of a guesser there may be a mail server too.
        Predicate<InetAddress> turnedAway = kind == Kind.MX ? SessionLimits.NOBODY : banned;
        SmtpConfig config = new SmtpConfig(
                listener,
                kind,
                tls,
                Settings.HOSTNAME.get(),
                Settings.MESSAGE_MAX_SIZE.get(),
                Settings.MESSAGE_MEMORY_LIMIT.get(),
                common.spool(),
                authentication,
                smtpRules(),
                CommonLimits.of(LimitSettings.SMTP_IDLE.get(), door, turnedAway, memory));
        SmtpBackend system = kind == Kind.MX ? common.servers() : common.users();
        return new SmtpEngine(config, ClientAdmission.rules(kind, common.sending()), system, common.disk())::newSession;
    }

    /**
     * What the listeners that speak SMTP share.
     *
     * @param servers the mail system for other servers, which are checked before
     * @param users the mail system for users
     */
    private record SmtpListening(
            SmtpBackend servers, SmtpBackend users, SendingLimits sending, Lane disk, Path spool) {}

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
        return List.copyOf(listeners);
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
