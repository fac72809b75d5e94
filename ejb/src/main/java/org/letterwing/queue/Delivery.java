package org.letterwing.queue;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHop;
import org.letterwing.spi.outbound.NextHop.Tls;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.spi.outbound.Peer;
import org.letterwing.spi.outbound.SmtpTransport;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/**
 * One attempt to bring a mail to a next hop: the hosts are tried in their order, each of their addresses, until one takes
 * part in a mail transaction. Thread-safe.
 */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    /** RFC 5321 5.1: at least two; a domain with hundreds of dead ones must not keep a thread for a day. */
    private static final int MOST_ADDRESSES = 8;

    private final Router router;
    private final TlsPolicy policy = new TlsPolicy();
    private final Supplier<SmtpTransportFactory> transports;
    private final Function<Job, OutboundMail.Signer> signers;

    /**
     * Makes attempts.
     *
     * @param signers returns what signs a mail
     */
    Delivery(Router router, Supplier<SmtpTransportFactory> transports, Function<Job, OutboundMail.Signer> signers) {
        this.router = router;
        this.transports = transports;
        this.signers = signers;
    }

    /** Whether a host took part in an attempt. */
    enum Contact {
        /** None was asked. */
        NONE,
        /** None could be reached. */
        FAILED,
        /** One was. */
        MADE
    }

    /**
     * What an attempt came to.
     *
     * @param outcomes an outcome for each claim; none if the attempt could not be made here, and nobody was asked
     * @param contact whether a host took part in it
     */
    record Report(List<Outcome> outcomes, Contact contact) {

        static Report nothing() {
            return new Report(List.of(), Contact.NONE);
        }

        /** Returns whether the session ended before the mail did, so that another host may take it (RFC 5321 5.1). */
        boolean isOfSession() {
            return outcomes.stream()
                    .map(Outcome::outcome)
                    .allMatch(o -> o.result() == Result.DEFERRED
                            && o.reply().map(reply -> reply.code() == 421).orElse(true));
        }

        /** Returns whether a peer asks for fewer mails, by its reply or by none. */
        boolean isSlowDown() {
            return outcomes.stream().map(Outcome::outcome).anyMatch(Report::isSlowDown);
        }

        private static boolean isSlowDown(DeliveryOutcome outcome) {
            boolean later = outcome.result() == Result.UNKNOWN || outcome.result() == Result.DEFERRED;
            return later
                    && outcome.reply()
                            .map(reply -> reply.code() == 421 || reply.code() == 451)
                            .orElse(true);
        }
    }

    /**
     * Makes an attempt; blocks as long as it lasts.
     *
     * @param results is given the outcomes while the session is still held: a crash repeats no more mails than there are
     *     sessions
     */
    Report attempt(Job job, Consumer<List<Outcome>> results) {
        try {
            Plan plan = router.plan(job.domain(), job.route());
            return tryHosts(job, plan, results);
        } catch (NoRouteException e) {
            Contact contact = e.outcome().result() == Result.REFUSED ? Contact.NONE : Contact.FAILED;
            return told(new Report(all(job, e.outcome(), Tried.NONE), contact), results);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The content of a mail in the queue can't be read, it is tried again", e);
            return Report.nothing();
        }
    }

    private static Report told(Report report, Consumer<List<Outcome>> results) {
        results.accept(report.outcomes());
        return report;
    }

    private Report tryHosts(Job job, Plan plan, Consumer<List<Outcome>> results) throws IOException {
        OutboundMail mail = mail(job);
        List<Tls> ways = policy.ways(job);
        Report last = null;
        int tried = 0;
        for (String host : plan.hosts()) {
            List<InetAddress> addresses;
            try {
                addresses = router.addresses(host);
            } catch (NoRouteException e) {
                last = worst(last, new Report(all(job, e.outcome(), tried(host, null)), Contact.FAILED));
                continue;
            }
            for (InetAddress address : addresses) {
                if (tried++ == MOST_ADDRESSES) {
                    return told(last, results);
                }
                List<NextHop> hops = ways.stream()
                        .map(tls -> new NextHop(address, plan.port(), host, tls, plan.credentials()))
                        .toList();
                try (SmtpTransport transport = connect(hops)) {
                    Report report = send(job, mail, hops.get(0), transport);
                    if (!report.isOfSession()) {
                        return told(report, results);
                    }
                    last = worst(last, report);
                } catch (NextHopException e) {
                    if (e.kind() == NextHopException.Kind.BUSY || e.kind() == NextHopException.Kind.STOPPED) {
                        return Report.nothing();
                    }
                    last = worst(last, new Report(all(job, e.outcome(), tried(host, address)), Contact.FAILED));
                }
            }
        }
        return told(last, results);
    }

    private static Report send(Job job, OutboundMail mail, NextHop hop, SmtpTransport transport) throws IOException {
        Peer peer = transport.peer();
        Tried at = new Tried(
                Optional.of(hop.name()),
                Optional.of(hop.address().getHostAddress()),
                peer.tlsProtocol(),
                peer.cipherSuite());
        List<DeliveryOutcome> outcomes = transport.send(mail);
        List<Outcome> results = new ArrayList<>();
        boolean peerTells = peer.offers("DSN") && !job.mail().isTraced();
        Optional<Notice.Kind> success = Optional.of(peerTells ? Notice.Kind.HANDED_OVER : Notice.Kind.RELAYED);
        for (int i = 0; i < outcomes.size(); i++) {
            results.add(logged(new Outcome(job.claims().get(i), outcomes.get(i), at, success)));
        }
        return new Report(results, Contact.MADE);
    }

    /** Connects in the first way in which TLS does not fail. */
    private SmtpTransport connect(List<NextHop> hops) throws NextHopException {
        int last = hops.size() - 1;
        for (NextHop hop : hops.subList(0, last)) {
            try {
                return transports.get().connect(hop);
            } catch (NextHopException e) {
                if (e.kind() != NextHopException.Kind.TLS) {
                    throw e;
                }
            }
        }
        return transports.get().connect(hops.get(last));
    }

    private OutboundMail mail(Job job) throws IOException {
        QueuedContent content = job.content();
        return new OutboundMail(job.envelope(), content.size(), content.isEightBit(), content, signers.apply(job));
    }

    /** Only what every host refuses is refused; one that can't be asked now may take it later. */
    private static Report worst(Report before, Report report) {
        boolean hope = before != null
                && before.outcomes().get(0).outcome().result() != Result.REFUSED
                && report.outcomes().get(0).outcome().result() == Result.REFUSED;
        return hope ? before : report;
    }

    private static List<Outcome> all(Job job, DeliveryOutcome outcome, Tried at) {
        return job.claims().stream()
                .map(claim -> logged(new Outcome(claim, outcome, at)))
                .toList();
    }

    private static Tried tried(String host, InetAddress address) {
        return new Tried(
                Optional.of(host),
                Optional.ofNullable(address).map(InetAddress::getHostAddress),
                Optional.empty(),
                Optional.empty());
    }

    /** Writes the line of the log that each attempt has. */
    static Outcome logged(Outcome outcome) {
        LOG.log(
                Level.INFO,
                "Queue {0}: {1} for <{2}> at {3}: {4}",
                Long.toString(outcome.claim().entry()),
                outcome.outcome().result(),
                outcome.claim().recipient().address(),
                outcome.at().host().orElse("no host")
                        + outcome.at().address().map(a -> "[" + a + "]").orElse(""),
                outcome.outcome().text());
        return outcome;
    }
}
