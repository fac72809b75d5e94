package org.letterwing.store;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

import org.hibernate.annotations.Immutable;

/** A message as it was delivered, with the start of its content; it stands once, however many mailboxes hold it. */
@Entity
@Immutable
class Message {

    /** How many octets the head and each chunk hold. */
    static final int CHUNK = 65_536;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message_seq")
    @SequenceGenerator(name = "message_seq", sequenceName = "message_seq", allocationSize = 256)
    private Long id;

    @Column(name = "delivery_id")
    private UUID deliveryId;

    private long size;

    private byte[] head;

    protected Message() {}

    Message(UUID deliveryId, long size, byte[] head) {
        this.deliveryId = deliveryId;
        this.size = size;
        this.head = head;
    }

    long id() {
        return id;
    }
}
