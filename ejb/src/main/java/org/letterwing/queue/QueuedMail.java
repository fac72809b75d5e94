package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SessionFacts;

/** What is the same for all recipients of a queued mail: its envelope without them, and where its content is. */
@Entity
@Immutable
@Table(name = "queued_mail")
class QueuedMail {

    @Id
    @Column(name = "message_id")
    private Long messageId;

    @Column(name = "content_from")
    private int contentFrom;

    @Column(name = "reverse_path")
    private String reversePath;

    private Instant arrived;

    @Column(name = "eight_bit_mime")
    private boolean eightBitMime;

    @Column(name = "binary_mime")
    private boolean binaryMime;

    private boolean smtputf8;

    private boolean requiretls;

    @Column(name = "dsn_return")
    @Enumerated(EnumType.STRING)
    private Return dsnReturn;

    @Column(name = "envelope_id")
    private String envelopeId;

    @Column(name = "deliver_by")
    private Instant deliverBy;

    @Column(name = "deliver_by_returns")
    private boolean deliverByReturns;

    @Column(name = "deliver_by_traced")
    private boolean deliverByTraced;

    @Column(name = "delivery_id")
    private UUID deliveryId;

    @Embedded
    private QueuedSession session;

    @Embedded
    private QueuedAuthentication authentication;

    protected QueuedMail() {}

    QueuedMail(long messageId, int contentFrom, InboundMail arrival, Instant arrived) {
        Envelope envelope = arrival.envelope();
        deliveryId = arrival.deliveryId();
        session = new QueuedSession(arrival.session());
        SenderAuthentication facts = arrival.authentication();
        authentication = facts.equals(SenderAuthentication.NOT_CHECKED) ? null : new QueuedAuthentication(facts);
        this.messageId = messageId;
        this.contentFrom = contentFrom;
        this.arrived = arrived;
        reversePath = envelope.reversePath();
        eightBitMime = envelope.features().contains(Feature.EIGHT_BIT_MIME);
        binaryMime = envelope.features().contains(Feature.BINARY_MIME);
        smtputf8 = envelope.features().contains(Feature.SMTPUTF8);
        requiretls = envelope.features().contains(Feature.REQUIRETLS);
        DeliveryWishes wishes = envelope.wishes();
        dsnReturn = wishes.dsnReturn().orElse(null);
        envelopeId = wishes.envelopeId().orElse(null);
        wishes.deliverBy().ifPresent(by -> {
            deliverBy = by.deadline();
            deliverByReturns = by.returned();
            deliverByTraced = by.traced();
        });
    }

    long messageId() {
        return messageId;
    }

    /** Returns where the content starts in what the store keeps, in octets. */
    int contentFrom() {
        return contentFrom;
    }

    /** Returns the id of the delivery that brought it. */
    UUID deliveryId() {
        return deliveryId == null ? new UUID(0, messageId) : deliveryId;
    }

    /** Returns what is known of the session that brought it. */
    SessionFacts session() {
        return session == null ? Queue.session() : session.facts();
    }

    /** Returns what was found out of who sent it. */
    SenderAuthentication authentication() {
        return authentication == null ? SenderAuthentication.NOT_CHECKED : authentication.facts();
    }

    /** Returns whether a user, an application or this server itself has written it, and no stranger. */
    boolean isOurs() {
        SessionFacts by = session();
        return by.user().isPresent() || reversePath.isEmpty() && by.listener().equals(Queue.LISTENER);
    }

    String reversePath() {
        return reversePath;
    }

    Instant arrived() {
        return arrived;
    }

    /** Returns when the sender is told that it takes long: RFC 2852 4.1.4.1 may have a time for it. */
    Instant warnAfter(Duration patience) {
        return deliverBy != null && !deliverByReturns ? deliverBy : arrived.plus(patience);
    }

    /** Returns whether each server on the way tells the sender (RFC 2852). */
    boolean isTraced() {
        return deliverByTraced;
    }

    /** Returns the envelope for some of the recipients. */
    Envelope envelope(List<Recipient> recipients, int priority) {
        Optional<DeliverBy> by =
                Optional.ofNullable(deliverBy).map(d -> new DeliverBy(d, deliverByReturns, deliverByTraced));
        return new Envelope(
                reversePath,
                recipients,
                features(),
                new DeliveryWishes(
                        Optional.ofNullable(dsnReturn),
                        Optional.ofNullable(envelopeId),
                        Optional.empty(),
                        by,
                        priority));
    }

    private Set<Feature> features() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (eightBitMime) {
            features.add(Feature.EIGHT_BIT_MIME);
        }
        if (binaryMime) {
            features.add(Feature.BINARY_MIME);
        }
        if (smtputf8) {
            features.add(Feature.SMTPUTF8);
        }
        if (requiretls) {
            features.add(Feature.REQUIRETLS);
        }
        return features;
    }
}
