package org.letterwing.spi;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.letterwing.api.InboundMail;
import org.letterwing.spi.outbound.NameService;

/**
 * The resource adapter as the mail system sees it: what listens, and where the mail system joins it. Thread-safe.
 */
public interface MailServer {

    /** Where the adapter's administered object is bound in JNDI. */
    String JNDI_NAME = "java:/letterwing/MailServer";

    /** Lets the adapter take mail for a mail system: from now on sessions are served. One at a time. */
    void connect(MailSystem system);

    /** Takes the mail system away: sessions are told to try again later. */
    void disconnect();

    /** Returns the listeners that are bound. */
    List<Listener> listeners();

    /** Returns the certificates that they show, first the one for clients that ask for none by its name. */
    List<Certificate> certificates();

    /** Returns the mail sessions that are open on this server, in no order; each as it is when it comes. */
    Stream<MailSession> sessions();

    /**
     * Ends mail sessions: each is told, if its protocol has words for it, as soon as it waits for no answer.
     *
     * @return which ones
     */
    List<MailSession> disconnect(Predicate<MailSession> which);

    /** Returns what counts against the limits now; empty if nothing listens. */
    Optional<LimitState> limits();

    /** Returns why mail can't be taken now, one reason each; empty when all is ready. */
    List<String> obstacles();

    /** Returns the listeners of applications that take mail and are active here. */
    List<Application> applications();

    /**
     * Hands a mail to a listener of an application that is active here, in one transaction; blocks until its end.
     *
     * @param application the listener's name
     * @return taken if the transaction has committed; else what a client would be told, and nothing remains
     * @throws ListenerAwayException if it isn't active here, or has enough to do
     */
    Verdict deliver(String application, InboundMail mail) throws ListenerAwayException;

    /** Returns the listeners of applications that are told what becomes of mail. */
    DeliveryListeners deliveryListeners();

    /**
     * Returns what asks DNS.
     *
     * @throws IllegalStateException if the resource adapter is not running
     */
    NameService names();

    /**
     * A bound listener.
     *
     * @param name such as {@code smtp}
     * @param address the address that it is bound to
     * @param encryption when its connections are encrypted
     * @param since when it was bound
     */
    record Listener(String name, InetSocketAddress address, Encryption encryption, Instant since) {}

    /** When the connections of a listener are encrypted. */
    enum Encryption {
        /** Never. */
        NONE,
        /** When the client asks for it. */
        OPTIONAL,
        /** When the client asks for it, and until then it can do nothing else. */
        REQUIRED,
        /** From the start. */
        IMPLICIT
    }

    /**
     * A certificate of the server.
     *
     * @param names the DNS names that it is for, in the order of the alphabet
     * @param issuer who has issued it
     * @param until the end of its validity
     * @param selfSigned whether nobody else has issued it
     */
    record Certificate(List<String> names, String issuer, Instant until, boolean selfSigned) {

        /** Copies the list. */
        public Certificate {
            names = List.copyOf(names);
        }
    }

    /**
     * An active listener of an application.
     *
     * @param facts what is remembered of it
     * @param redeliveryAttempts how often a mail in the queue is offered to it, at least 1
     * @param redeliveryInterval how long it has a rest in between
     * @param takes whether an address that one of its patterns matches is one of its recipients
     */
    record Application(
            ListenerFacts facts, int redeliveryAttempts, Duration redeliveryInterval, Predicate<String> takes) {

        /** Returns the listener's name. */
        public String name() {
            return facts.name();
        }
    }
}
