package org.letterwing.trace;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import org.letterwing.spi.MailEvent.Kind;

/** Something that happened to a mail, to be read; {@link TraceStore} writes it. */
@Entity
@Immutable
@Table(name = "trace_event")
class TraceEvent {

    @Id
    private Long id;

    @Column(name = "delivery_id")
    private UUID mail;

    private Instant happened;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String listener;

    private String client;

    private String helo;

    private String login;

    private String sender;

    @Column(name = "message_id")
    private String messageId;

    private String recipient;

    @Column(name = "queue_entry")
    private Long entry;

    @Column(name = "sender_domain")
    private String senderDomain;

    @Column(name = "recipient_domain")
    private String recipientDomain;

    private String host;

    private String reply;

    /** For JPA. */
    protected TraceEvent() {}

    long id() {
        return id;
    }

    UUID mail() {
        return mail;
    }

    TraceView view() {
        return new TraceView(
                happened, kind, listener, client, helo, login, sender, recipient, messageId, entry, host, reply);
    }
}
