package org.letterwing.smtp.client;

import java.net.InetAddress;
import java.util.function.Predicate;

import org.letterwing.net.Dialer;
import org.letterwing.smtp.client.NextHop.Tls;
import org.letterwing.smtp.client.SessionFailure.Kind;
import org.letterwing.tls.ClientTls;

/**
 * An SMTP client (RFC 5321): opens sessions that are ready for mail.
 *
 * <p>Thread-safe.
 */
public final class SmtpClient {

    private final Dialer dialer;
    private final ClientTls tls;
    private final String name;
    private final Predicate<InetAddress> plaintext;
    private final Timeouts timeouts;

    /**
     * Makes a client.
     *
     * @param name what it calls itself with EHLO
     * @param plaintext to which peers it sends passwords without TLS
     */
    public SmtpClient(Dialer dialer, ClientTls tls, String name, Predicate<InetAddress> plaintext, Timeouts timeouts) {
        this.dialer = dialer;
        this.tls = tls;
        this.name = name;
        this.plaintext = plaintext;
        this.timeouts = timeouts;
    }

    /**
     * Connects, and does greeting, EHLO, STARTTLS and AUTH. Blocks the calling thread.
     *
     * @throws SessionFailure if there is no session
     */
    public ClientSession connect(NextHop hop) throws SessionFailure {
        Wire wire = Wire.connect(dialer, hop.address(), timeouts.connect());
        boolean open = false;
        try {
            PeerReply greeting = wire.reply(timeouts.reply());
            if (!greeting.isPositive()) {
                throw SessionFailure.refused(Kind.REFUSED, "The peer refused the session: ", greeting);
            }
            PeerFacts facts = hello(wire);
            boolean encrypted = hop.tls() != Tls.NONE && encrypt(wire, facts, hop);
            if (encrypted) {
                // RFC 3207 4.2: what was said before it is void.
                facts = hello(wire);
            }
            if (hop.credentials().isPresent()) {
                boolean anyMechanism = encrypted || plaintext.test(hop.address().getAddress());
                new Login(wire, timeouts.reply(), hop.credentials().get()).run(facts, anyMechanism);
            }
            open = true;
            return new ClientSession(wire, facts, encrypted && hop.tls() == Tls.REQUIRED, timeouts);
        } finally {
            if (!open) {
                leave(wire);
            }
        }
    }

    private PeerFacts hello(Wire wire) throws SessionFailure {
        PeerReply reply = ask(wire, "EHLO " + name);
        if (reply.isPositive()) {
            return PeerFacts.ofEhlo(reply);
        }
        // RFC 5321 3.2
        if (reply.isPermanent()) {
            PeerReply old = ask(wire, "HELO " + name);
            if (old.isPositive()) {
                return PeerFacts.ofHelo(old);
            }
            throw SessionFailure.refused(Kind.REFUSED, "The peer refused HELO: ", old);
        }
        throw SessionFailure.refused(Kind.REFUSED, "The peer refused EHLO: ", reply);
    }

    /** Returns whether there is TLS now. */
    private boolean encrypt(Wire wire, PeerFacts facts, NextHop hop) throws SessionFailure {
        boolean required = hop.tls() == Tls.REQUIRED;
        if (!facts.offers("STARTTLS")) {
            if (required) {
                // RFC 3463 X.7.4: security features not supported
                throw new SessionFailure(
                        Kind.TLS, "4.7.4", "TLS is required, and the peer does not offer STARTTLS", null, null);
            }
            return false;
        }
        PeerReply reply = askForTls(wire);
        if (!reply.isPositive()) {
            throw SessionFailure.refused(Kind.TLS, "The peer refused STARTTLS: ", reply);
        }
        wire.startTls(
                () -> tls.newHandler(hop.name(), hop.address().getPort(), required, timeouts.tls()), timeouts.tls());
        return true;
    }

    /** What breaks at STARTTLS breaks for its sake: the peer may take the mail without. */
    private PeerReply askForTls(Wire wire) throws SessionFailure {
        try {
            return ask(wire, "STARTTLS");
        } catch (SessionFailure e) {
            throw e.kind() == Kind.BROKEN ? new SessionFailure(Kind.TLS, e.status(), e.getMessage(), null, e) : e;
        }
    }

    private PeerReply ask(Wire wire, String command) throws SessionFailure {
        wire.write(Transaction.command(command), 1, timeouts.block());
        return wire.reply(timeouts.reply());
    }

    private void leave(Wire wire) {
        if (wire.isOpen()) {
            wire.leave(timeouts.quit());
        }
    }
}
