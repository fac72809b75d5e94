package org.letterwing.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.directory.DeliveryAudience;
import org.letterwing.directory.Owners;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.directory.RelayPolicy;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Origin;
import org.letterwing.spi.MailEvents;
import org.letterwing.spi.MessageIdField;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.store.Arrival;
import org.letterwing.store.Deliveries;

/**
 * Takes mails over (RFC 5321 4.2.5): into the mailboxes of local recipients, and into the queue for all others, each mail
 * in one piece and many in one transaction. Local recipients wait in the queue too if their mail is not to be delivered
 * yet, if somebody wants to be told of the delivery, or if an application takes it out of the queue. Thread-safe.
 */
@ApplicationScoped
public class Intake {

    @Inject
    private RecipientDirectory directory;

    @Inject
    private RelayPolicy relay;

    @Inject
    private Deliveries deliveries;

    @Inject
    private Queue queue;

    @Inject
    private DeliveryAudience audience;

    @Inject
    private Event<MailEvents> happened;

    /**
     * A mail with those of its recipients for whom it is in mailboxes alone.
     *
     * @param stored their addresses
     */
    private record Sorted(Arrival arrival, Set<String> stored) {

        List<MailEvent> events() {
            InboundMail mail = arrival.mail();
            Origin origin = new Origin(mail.session(), mail.envelope().reversePath(), MessageIdField.of(mail));
            return mail.envelope().recipients().stream()
                    .map(Recipient::address)
                    .map(address -> MailEvent.arrival(
                            stored.contains(address) ? MailEvent.Kind.STORED : MailEvent.Kind.RECEIVED,
                            mail.deliveryId(),
                            origin,
                            Optional.of(address),
                            "Taken"))
                    .toList();
        }
    }

    protected Intake() {}

    /** Works with the given beans. */
    Intake(
            RecipientDirectory directory,
            RelayPolicy relay,
            Deliveries deliveries,
            Queue queue,
            DeliveryAudience audience) {
        this.directory = directory;
        this.relay = relay;
        this.deliveries = deliveries;
        this.queue = queue;
        this.audience = audience;
    }

    /**
     * Takes mails. All statements have run when it returns, so that what fails after it is the commit alone.
     *
     * @return a verdict for each mail; refused are those whose recipients are not all there any more
     * @throws StorageFullException if there is no room; none was taken
     */
    public List<Verdict> take(List<InboundMail> mails) throws StorageFullException {
        return deliver(mails.stream()
                .map(mail -> arrival(mail, relay.mayRelay(mail.session())))
                .toList());
    }

    /**
     * Takes a mail that an application sends, which may go everywhere, as {@link #take} does.
     *
     * @param later the addresses whose mailboxes are full now: their mail waits in the queue
     */
    public Verdict takeSent(InboundMail mail, Set<String> later) throws StorageFullException {
        return deliver(List.of(arrival(mail, true, later))).get(0);
    }

    /** Takes mails of this server itself, which may go everywhere, as {@link #take} does. */
    public List<Verdict> takeOwn(List<InboundMail> mails) throws StorageFullException {
        return deliver(mails.stream().map(mail -> arrival(mail, true)).toList());
    }

    private List<Verdict> deliver(List<Sorted> mails) throws StorageFullException {
        List<Verdict> verdicts =
                deliveries.deliver(mails.stream().map(Sorted::arrival).toList());
        if (happened != null) {
            List<MailEvent> events = new ArrayList<>();
            for (int i = 0; i < mails.size(); i++) {
                if (verdicts.get(i).isTaken()) {
                    events.addAll(mails.get(i).events());
                }
            }
            happened.fire(new MailEvents(events));
        }
        return verdicts;
    }

    /** Returns whether a mail was taken before, by its delivery id. */
    public boolean isTaken(UUID deliveryId) {
        return deliveries.isDelivered(deliveryId);
    }

    private Sorted arrival(InboundMail mail, boolean mayRelay) {
        return arrival(mail, mayRelay, Set.of());
    }

    private Sorted arrival(InboundMail mail, boolean mayRelay, Set<String> later) {
        Set<Long> accounts = new HashSet<>();
        Set<String> stored = new HashSet<>();
        Map<String, Onward> onward = new LinkedHashMap<>();
        boolean told =
                !audience.of(mail.session(), mail.envelope().reversePath()).isEmpty();
        for (Recipient recipient : mail.envelope().recipients()) {
            Owners owners = directory.ownersOf(recipient.address());
            List<Onward> others = others(recipient, owners, mayRelay);
            if (owners.accounts().isEmpty()
                    && others.isEmpty()
                    && owners.listener().isEmpty()) {
                return new Sorted(new Arrival(mail, Set.of()), Set.of()); // it has vanished since it was accepted
            }
            boolean waits = told || later.contains(recipient.address()) || isQueued(recipient, mail.envelope());
            if (!owners.foreign() && waits) {
                onward.putIfAbsent(recipient.address(), Onward.ours(recipient, Optional.empty()));
            } else if (owners.listener().isPresent()) {
                onward.putIfAbsent(recipient.address(), Onward.ours(recipient, owners.listener()));
            } else {
                accounts.addAll(owners.accounts());
                if (others.isEmpty()) {
                    stored.add(recipient.address());
                }
                others.forEach(o -> onward.putIfAbsent(o.recipient().address(), o));
            }
        }
        Arrival arrival = new Arrival(
                mail,
                accounts,
                onward.isEmpty()
                        ? Optional.empty()
                        : Optional.of(queue.keeper(mail, new ArrayList<>(onward.values()))));
        return new Sorted(arrival, stored);
    }

    /** Returns whether delivery to a recipient of ours waits (RFC 4865), or is told of (RFC 3461 4.1). */
    private static boolean isQueued(Recipient recipient, Envelope envelope) {
        return recipient.reports().contains(Report.SUCCESS)
                || envelope.wishes().holdUntil().filter(Instant.now()::isBefore).isPresent();
    }

    private static List<Onward> others(Recipient recipient, Owners owners, boolean mayRelay) {
        if (owners.foreign()) {
            return mayRelay ? Onward.foreign(recipient).stream().toList() : List.of();
        }
        return owners.elsewhere().stream()
                .flatMap(address -> Onward.forwarded(recipient, address).stream())
                .toList();
    }
}
