package org.letterwing.queue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.SessionFacts;
import org.letterwing.settings.QueueSettings;
import org.letterwing.settings.Settings;
import org.letterwing.spi.MailEvents;
import org.letterwing.store.Arrival;

/** Where mail enters the queue, in the transaction that takes it. Thread-safe. */
@ApplicationScoped
public class Queue {

    /** What stands for a listener where this server itself has written a mail. */
    static final String LISTENER = "queue";

    /**
     * Mail has entered the queue; observers of the success of the transaction know that it can be claimed.
     *
     * @param destinations where it goes
     */
    public record Filled(Set<String> destinations) {}

    @Inject
    private Event<Filled> filled;

    @Inject
    private Event<MailEvents> happened;

    @Inject
    private EntityManager entities;

    @Inject
    private ForwardedSender senders;

    protected Queue() {}

    /** Works with the given beans, and without a container, which would tell observers. */
    Queue(EntityManager entities, ForwardedSender senders) {
        this.entities = entities;
        this.senders = senders;
    }

    /** Returns what keeps a mail for recipients to whom the queue brings it while it is stored. */
    public Arrival.Keeper keeper(InboundMail mail, List<Onward> recipients) {
        return (em, message, contentFrom) -> {
            var queued = new QueuedMail(message, contentFrom, mail, Instant.now());
            tell(recipients, add(em, queued, mail.envelope(), recipients));
        };
    }

    /** Brings the mail of an entry on to further recipients, in the caller's transaction. */
    void add(QueueEntry entry, List<Onward> further) {
        List<QueueEntry> added = further.stream()
                .map(onward -> add(entities, entry.mail(), onward, entry.priority(), Optional.empty(), entry.expires()))
                .toList();
        if (!further.isEmpty()) {
            tell(further, added);
        }
    }

    /**
     * Leaves out the recipients that a mail has had already: names that lead to one another would bring it on for ever, and
     * those that lead to one another's many times over.
     */
    List<Onward> withoutThoseOf(QueuedMail mail, List<Onward> further) {
        if (further.isEmpty()) {
            return further;
        }
        List<String> known = entities.createQuery(
                        "select e.recipient from QueueEntry e where e.mail = :mail and e.recipient in :further",
                        String.class)
                .setParameter("mail", mail)
                .setParameter(
                        "further",
                        further.stream()
                                .map(onward -> onward.recipient().address())
                                .toList())
                .getResultList();
        return further.stream()
                .filter(onward -> !known.contains(onward.recipient().address()))
                .toList();
    }

    /** Returns the facts of a session for mail that comes out of the queue, or is this server's own. */
    public static SessionFacts session() {
        return new SessionFacts(
                LISTENER,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Settings.HOSTNAME.get(),
                Optional.empty(),
                Optional.empty());
    }

    private void tell(List<Onward> recipients, List<QueueEntry> added) {
        if (filled != null) {
            happened.fire(new MailEvents(added.stream().map(QueueEntry::queued).toList()));
            filled.fire(new Filled(recipients.stream().map(Onward::destination).collect(Collectors.toSet())));
        }
    }

    private List<QueueEntry> add(EntityManager em, QueuedMail mail, Envelope envelope, List<Onward> recipients) {
        em.persist(mail);
        DeliveryWishes wishes = envelope.wishes();
        Duration lifetime = QueueSettings.LIFETIME.get();
        Instant expires = wishes.holdUntil().orElse(mail.arrived()).plus(lifetime);
        // RFC 2852 4.1.4.1: what is to be returned then is not tried any longer
        Instant end = wishes.deliverBy()
                .filter(DeliverBy::returned)
                .map(DeliverBy::deadline)
                .filter(expires::isAfter)
                .orElse(expires);
        Optional<Instant> first = wishes.holdUntil().filter(mail.arrived()::isBefore);
        Instant patience = mail.arrived().plus(QueueSettings.LISTENER_LIFETIME.get());
        return recipients.stream()
                .map(onward -> add(
                        em,
                        mail,
                        onward,
                        wishes.priority(),
                        first,
                        onward.listener().isPresent() ? patience : end))
                .toList();
    }

    private QueueEntry add(
            EntityManager em, QueuedMail mail, Onward onward, int priority, Optional<Instant> first, Instant end) {
        Optional<String> sender = onward.through().flatMap(domain -> senders.of(mail.reversePath(), domain));
        QueueEntry entry = new QueueEntry(mail, onward, sender, priority, first.orElse(null), end);
        em.persist(entry);
        return entry;
    }
}
