package org.letterwing.smtp;

import java.util.concurrent.Executor;

import org.letterwing.net.SessionHandler;

/**
 * An SMTP server: makes the sessions of a {@link org.letterwing.net.Listener}.
 *
 * <p>Thread-safe.
 */
public final class SmtpEngine {

    private final SmtpConfig config;
    private final ClientRules rules;
    private final SmtpBackend backend;
    private final Executor disk;
    private final Extensions inClear;
    private final Extensions underTls;
    private final Reply greeting;

    /**
     * Makes a server.
     *
     * @param disk runs what reads and writes files, on threads of its own; it may be slow and may refuse
     */
    public SmtpEngine(SmtpConfig config, SmtpBackend backend, Executor disk) {
        this(config, ClientRules.NONE, backend, disk);
    }

    /**
     * Makes a server that asks something of its clients.
     *
     * @param disk runs what reads and writes files, on threads of its own; it may be slow and may refuse
     */
    public SmtpEngine(SmtpConfig config, ClientRules rules, SmtpBackend backend, Executor disk) {
        this.config = config;
        this.rules = rules;
        this.backend = backend;
        this.disk = disk;
        inClear = Extensions.inClear(config);
        underTls = Extensions.underTls(config);
        greeting = Replies.greeting(config.hostname());
    }

    /** Makes the handler of one session. */
    public SessionHandler newSession() {
        return new ServerSession(this);
    }

    SmtpConfig config() {
        return config;
    }

    ClientRules rules() {
        return rules;
    }

    SmtpBackend backend() {
        return backend;
    }

    Executor disk() {
        return disk;
    }

    /** Returns the extensions that a session may use, in plain text or under TLS. */
    Extensions extensions(boolean secured) {
        return secured ? underTls : inClear;
    }

    Reply greeting() {
        return greeting;
    }
}
