package org.letterwing.smtp.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.letterwing.tls.TlsConnection;

/** An SMTP session with a peer, ready for mails, one after the other. For one calling thread at a time; calls block. */
public final class ClientSession {

    /** For so long after a mail a session is taken to work without a look. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Wire wire;
    private final PeerFacts facts;
    private final boolean verified;
    private final Timeouts timeouts;
    private boolean clean = true;
    private long used = System.nanoTime();

    ClientSession(Wire wire, PeerFacts facts, boolean verified, Timeouts timeouts) {
        this.wire = wire;
        this.facts = facts;
        this.verified = verified;
        this.timeouts = timeouts;
    }

    /** Returns the peer's address and port. */
    public InetSocketAddress peer() {
        return wire.peer();
    }

    /** Returns what the peer says of itself. */
    public PeerFacts facts() {
        return facts;
    }

    /** Returns what the session's encryption is; empty if it has none. */
    public Optional<TlsConnection> tls() {
        return wire.tls();
    }

    /** Returns whether there is TLS with a certificate that is valid and for the peer's name. */
    public boolean isVerified() {
        return verified;
    }

    /** Returns whether the connection stands and the peer did not end the session. Any thread may ask. */
    public boolean isOpen() {
        return wire.isOpen();
    }

    /**
     * Makes sure that the session can take the next mail: it asks the peer if it was idle, or its last mail did not come
     * to its end.
     *
     * @return false if it can't; then it is closed
     */
    public boolean isReady() {
        if (!wire.isOpen()) {
            return false;
        }
        if (clean && System.nanoTime() - used < FRESH.toNanos()) {
            return true;
        }
        try {
            wire.write(Transaction.command("RSET"), 1, timeouts.check());
            clean = wire.reply(timeouts.check()).isPositive();
        } catch (SessionFailure e) {
            clean = false;
        }
        if (!clean) {
            wire.close();
        }
        return clean;
    }

    /**
     * Sends a mail. What is wrong with the peer or the connection is told by the outcomes.
     *
     * @return an outcome for each recipient, in their order
     * @throws IOException if the content can't be read; nobody got the mail, and the session is closed
     */
    public List<Outcome> send(ClientMail mail) throws IOException {
        Transaction transaction = new Transaction(wire, facts, verified, timeouts, mail);
        try {
            return transaction.run();
        } finally {
            clean = transaction.isComplete();
            used = System.nanoTime();
        }
    }

    /** Ends the session: says QUIT and lets the connection close by itself. Does not block. */
    public void quit() {
        if (wire.isOpen()) {
            wire.leave(timeouts.quit());
        }
    }

    /** Cuts the connection. Does not block. */
    public void abort() {
        wire.close();
    }
}
