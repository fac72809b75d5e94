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
    private final SmtpBackend backend;
    private final Executor disk;
    private final Extensions extensions;
    private final Reply greeting;
    private final Reply extendedHello;

    /**
     * Makes a server.
     *
     * @param disk runs what reads and writes files, on threads of its own; it may be slow and may refuse
     */
    public SmtpEngine(SmtpConfig config, SmtpBackend backend, Executor disk) {
        this.config = config;
        this.backend = backend;
        this.disk = disk;
        extensions = Extensions.of(config);
        greeting = Replies.greeting(config.hostname());
        extendedHello = Replies.extendedHello(config.hostname(), extensions.ehloLines());
    }

    /** Makes the handler of one session. */
    public SessionHandler newSession() {
        return new ServerSession(this);
    }

    SmtpConfig config() {
        return config;
    }

    SmtpBackend backend() {
        return backend;
    }

    Executor disk() {
        return disk;
    }

    Extensions extensions() {
        return extensions;
    }

    Reply greeting() {
        return greeting;
    }

    Reply extendedHello() {
        return extendedHello;
    }
}
