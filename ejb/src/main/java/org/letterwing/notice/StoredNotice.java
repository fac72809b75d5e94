package org.letterwing.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Event;
import org.letterwing.api.DeliveryNotice.Place;
import org.letterwing.api.Recipient.Original;

/** A notice that waits for a listener of an application. */
@Entity
@Table(name = "delivery_notice")
class StoredNotice {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_notice_seq")
    @SequenceGenerator(name = "delivery_notice_seq", sequenceName = "delivery_notice_seq", allocationSize = 64)
    private Long id;

    private String listener;

    // A new one is due at once by the database's clock, whatever the server's says; it changes by statements alone.
    @Column(name = "next_attempt", updatable = false)
    @ColumnTransformer(write = "COALESCE(?, CURRENT_TIMESTAMP)")
    private Instant nextAttempt;

    private Instant expires;

    private int attempts;

    @Column(name = "delivery_id")
    private UUID deliveryId;

    @Column(name = "header_id")
    private String headerId;

    @Column(name = "envelope_id")
    private String envelopeId;

    private String sender;

    private String recipient;

    @Column(name = "original_type")
    private String originalType;

    private String original;

    @Enumerated(EnumType.STRING)
    private Event event;

    private Instant happened;

    @Column(name = "tried_until")
    private Instant triedUntil;

    @Column(name = "place_kind")
    @Enumerated(EnumType.STRING)
    private Place.Kind placeKind;

    @Column(name = "place_name")
    private String placeName;

    @Column(name = "place_address")
    private String placeAddress;

    private String status;

    private Integer code;

    private String text;

    protected StoredNotice() {}

    StoredNotice(String listener, DeliveryNotice notice, Instant expires) {
        this.listener = listener;
        this.expires = expires;
        deliveryId = notice.id();
        headerId = notice.messageId().orElse(null);
        envelopeId = notice.envelopeId().orElse(null);
        sender = notice.sender();
        recipient = notice.recipient();
        originalType = notice.original().map(Original::type).orElse(null);
        original = notice.original().map(Original::address).orElse(null);
        event = notice.event();
        happened = notice.time();
        triedUntil = notice.until().orElse(null);
        placeKind = notice.place().map(Place::kind).orElse(null);
        placeName = notice.place().map(Place::name).orElse(null);
        placeAddress = notice.place().flatMap(Place::address).orElse(null);
        status = notice.status();
        code = notice.code().isPresent() ? notice.code().getAsInt() : null;
        text = notice.text();
    }

    long id() {
        return id;
    }

    String listener() {
        return listener;
    }

    /** Notes an attempt that failed, and returns how many there were. */
    int failed() {
        return ++attempts;
    }

    DeliveryNotice notice() {
        return new DeliveryNotice(
                deliveryId,
                Optional.ofNullable(headerId),
                Optional.ofNullable(envelopeId),
                sender,
                recipient,
                Optional.ofNullable(original).map(address -> new Original(originalType, address)),
                event,
                happened,
                Optional.ofNullable(triedUntil),
                Optional.ofNullable(placeKind)
                        .map(kind -> new Place(kind, placeName, Optional.ofNullable(placeAddress))),
                status,
                code == null ? OptionalInt.empty() : OptionalInt.of(code),
                text);
    }
}
