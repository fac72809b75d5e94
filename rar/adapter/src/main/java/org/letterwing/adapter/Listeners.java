package org.letterwing.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.letterwing.imap.ImapBackend;
import org.letterwing.imap.ImapConfig;
import org.letterwing.imap.ImapSession;
import org.letterwing.imap.UserSessions;
import org.letterwing.net.Door;
import org.letterwing.net.Door.Turndown;
import org.letterwing.net.Farewell;
import org.letterwing.net.Listener;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.OpenSession;
import org.letterwing.net.SessionHandler;
import org.letterwing.net.SessionLimits;
import org.letterwing.pop3.LoginDelay;
import org.letterwing.pop3.Pop3Backend;
import org.letterwing.pop3.Pop3Config;
import org.letterwing.pop3.Pop3Session;
import org.letterwing.sasl.Authentication;
import org.letterwing.sasl.LoggedIn;
import org.letterwing.settings.BareNewlines;
import org.letterwing.settings.ImapSettings;
import org.letterwing.settings.LimitSettings;
import org.letterwing.settings.Setting;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.settings.StartTls;
import org.letterwing.smtp.SendingLimits;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpConfig;
import org.letterwing.smtp.SmtpConfig.Kind;
import org.letterwing.smtp.SmtpEngine;
import org.letterwing.smtp.SmtpRules;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.LimitState.Reason;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.tls.ListenerTls;

/** Opens the listeners of all protocols as the settings say, and closes them. What opens last closes first. */
final class Listeners implements AutoCloseable {

    private final NetworkThreads threads;
    private final Certificates certificates;
    private final Authentication authentication;
    private final Predicate<InetAddress> banned;
    private final Lane disk;
    private final Path spool;
    private final AccessLists access;
    private final Door door;
    private final SendingLimits sending = ClientAdmission.sending();
    private final MemoryBudget memory = new MemoryBudget(LimitSettings.BUFFERED.get());
    private final Deque<Opened> open = new ConcurrentLinkedDeque<>();
    private final List<MailServer.Listener> bound = new ArrayList<>();

    /** A listener with its name. */
    private record Opened(String name, Listener listener) {}

    /**
     * Prepares listeners; none is open.
     *
     * @param access who is let in
     * @param banned which addresses are banned now
     * @param disk touches files
     * @param spool where large mails go on their way in
     */
    Listeners(
            NetworkThreads threads,
            Certificates certificates,
            Authentication authentication,
            AccessLists access,
            Predicate<InetAddress> banned,
            Lane disk,
            Path spool) {
        this.threads = threads;
        this.certificates = certificates;
        this.authentication = authentication;
        this.access = access;
        this.door = CommonLimits.door(access);
        this.banned = banned;
        this.disk = disk;
        this.spool = spool;
    }

    /** Makes sessions with a listener's name and its way with TLS. */
    private interface Sessions {
        Supplier<? extends SessionHandler> of(String listener, ListenerTls tls);
    }

    /**
     * Opens the listeners of SMTP.
     *
     * @param servers the mail system for other servers
     * @param users the mail system for users
     * @throws IOException if a port can't be bound
     */
    void smtp(SmtpBackend servers, SmtpBackend users) throws IOException {
        // Behind the address of a guesser there may be a mail server too.
        Sessions mx = (listener, tls) -> smtp(servers, Kind.MX, listener, tls, SessionLimits.NOBODY);
        Sessions submission = (listener, tls) -> smtp(users, Kind.SUBMISSION, listener, tls, banned);
        startTls("smtp", Settings.SMTP_PORT, Settings.SMTP_TLS, mx);
        startTls("submission", Settings.SUBMISSION_PORT, Settings.SUBMISSION_TLS, submission);
        implicitTls("submissions", Settings.SUBMISSIONS_PORT, submission);
    }

    private Supplier<SessionHandler> smtp(
            SmtpBackend system, Kind kind, String listener, ListenerTls tls, Predicate<InetAddress> turnedAway) {
        SmtpConfig config = new SmtpConfig(
                listener,
                kind,
                tls,
                Settings.HOSTNAME.get(),
                Settings.MESSAGE_MAX_SIZE.get(),
                Settings.MESSAGE_MEMORY_LIMIT.get(),
                spool,
                authentication,
                smtpRules(),
                CommonLimits.of(LimitSettings.SMTP_IDLE.get(), door, turnedAway, memory));
        return new SmtpEngine(config, ClientAdmission.rules(kind, sending, access), system, disk)::newSession;
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

    /** Opens the listeners of POP3. */
    void pop3(Pop3Backend system) throws IOException {
        LoginDelay delay = new LoginDelay(LimitSettings.POP3_LOGIN_DELAY.get());
        Sessions sessions = (listener, tls) -> {
            Pop3Config config = new Pop3Config(
                    listener,
                    tls,
                    Settings.HOSTNAME.get(),
                    authentication,
                    delay,
                    CommonLimits.of(LimitSettings.POP3_IDLE.get(), door, banned, memory));
            return () -> new Pop3Session(config, system);
        };
        startTls("pop3", Settings.POP3_PORT, Settings.POP3_TLS, sessions);
        implicitTls("pop3s", Settings.POP3S_PORT, sessions);
    }

    /** Opens the listeners of IMAP. */
    void imap(ImapBackend system) throws IOException {
        UserSessions users = new UserSessions(ImapSettings.SESSIONS_PER_ACCOUNT.get());
        Semaphore compressions = new Semaphore(ImapSettings.COMPRESSIONS.get());
        Sessions sessions = (listener, tls) -> {
            ImapConfig config = new ImapConfig(
                    listener,
                    tls,
                    Settings.HOSTNAME.get(),
                    authentication,
                    CommonLimits.untilTheClientLeaves(ImapSettings.IDLE.get(), door, banned, memory),
                    ImapSettings.COMMAND_LIMIT,
                    Settings.MESSAGE_MAX_SIZE.get(),
                    Settings.MESSAGE_MEMORY_LIMIT.get(),
                    spool,
                    disk,
                    users,
                    compressions);
            return () -> new ImapSession(config, system);
        };
        startTls("imap", ImapSettings.PORT, ImapSettings.TLS, sessions);
        implicitTls("imaps", ImapSettings.TLS_PORT, sessions);
    }

    private void startTls(String name, Setting<Integer> port, Setting<StartTls> tls, Sessions sessions)
            throws IOException {
        listen(name, port, certificates.startTls(tls), sessions);
    }

    private void implicitTls(String name, Setting<Integer> port, Sessions sessions) throws IOException {
        listen(name, port, certificates.implicit(), sessions);
    }

    private void listen(String name, Setting<Integer> port, ListenerTls tls, Sessions sessions) throws IOException {
        if (port.get() != 0) {
            InetSocketAddress address = new InetSocketAddress(Settings.BIND_ADDRESS.get(), port.get());
            Listener listener = new Listener(threads, name, address, door, sessions.of(name, tls));
            open.push(new Opened(name, listener));
            bound.add(new MailServer.Listener(
                    name,
                    listener.address(),
                    MailServer.Encryption.valueOf(tls.use().name()),
                    Instant.now()));
        }
    }

    /** Returns what listens. */
    List<MailServer.Listener> bound() {
        return List.copyOf(bound);
    }

    /** Returns the sessions that are open, each as it is when it comes. */
    Stream<MailSession> sessions() {
        return open.stream().flatMap(opened -> opened.listener.open()).map(Listeners::known);
    }

    /** Ends sessions because an administrator wants it; returns which ones. */
    List<MailSession> disconnect(Predicate<MailSession> which) {
        return open.stream()
                .flatMap(opened ->
                        opened.listener.end(session -> which.test(known(session)), Farewell.DISCONNECTED).stream())
                .map(Listeners::known)
                .toList();
    }

    /** Ends sessions whose logins hold no longer. */
    void endLogins(Predicate<LoggedIn> over) {
        open.forEach(opened -> opened.listener.endLogins(over));
    }

    private static MailSession known(OpenSession session) {
        return new MailSession(
                session.number(),
                session.listener(),
                session.client(),
                session.since(),
                session.lastActive(),
                session.tlsProtocol(),
                session.facts().login().map(LoggedIn::account),
                session.facts().name(),
                session.facts().mailbox(),
                session.received(),
                session.sent());
    }

    /** Returns what counts against the limits now. */
    LimitState limits() {
        Map<String, Integer> ofListeners = new HashMap<>();
        open.forEach(opened -> ofListeners.put(opened.name, opened.listener.sessions()));
        return new LimitState(
                door.open(),
                LimitSettings.CONNECTIONS.get(),
                door.addresses(),
                ofListeners,
                memory.used(),
                LimitSettings.BUFFERED.get(),
                Map.of(
                        Reason.CONNECTIONS, door.turnedAway(Turndown.TOO_MANY),
                        Reason.CONNECTIONS_OF_ADDRESS, door.turnedAway(Turndown.TOO_MANY_OF_ADDRESS),
                        Reason.BANNED, door.turnedAway(Turndown.BANNED),
                        Reason.DENIED, door.turnedAway(Turndown.DENIED),
                        Reason.MEMORY, memory.refusals(),
                        Reason.RATE, sending.refusals()));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().listener.close();
        }
    }
}
