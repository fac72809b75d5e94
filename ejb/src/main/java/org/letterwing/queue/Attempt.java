package org.letterwing.queue;

import java.time.Instant;
import java.util.Optional;

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
import org.hibernate.annotations.Immutable;

import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/** What one attempt to deliver a mail to a recipient came to. */
@Entity
@Immutable
@Table(name = "queue_attempt")
class Attempt {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "queue_attempt_seq")
    @SequenceGenerator(name = "queue_attempt_seq", sequenceName = "queue_attempt_seq", allocationSize = 256)
    private Long id;

    @Column(name = "entry_id")
    private long entryId;

    @ColumnTransformer(write = "COALESCE(?, CURRENT_TIMESTAMP)")
    private Instant tried;

    private String host;

    private String address;

    @Column(name = "tls_protocol")
    private String tlsProtocol;

    @Column(name = "cipher_suite")
    private String cipherSuite;

    @Enumerated(EnumType.STRING)
    private Result result;

    private String status;

    private String reply;

    protected Attempt() {}

    /** An attempt that was made now, by the database's clock. */
    Attempt(Outcome outcome) {
        Tried at = outcome.at();
        entryId = outcome.claim().entry();
        host = at.host().orElse(null);
        address = at.address().orElse(null);
        tlsProtocol = at.tlsProtocol().orElse(null);
        cipherSuite = at.cipherSuite().orElse(null);
        result = outcome.outcome().result();
        status = outcome.outcome().status();
        reply = QueueEntry.cut(outcome.reply());
    }

    /** Returns it as it is shown. */
    long entryId() {
        return entryId;
    }

    AttemptView view() {
        return new AttemptView(
                tried,
                new Tried(
                        Optional.ofNullable(host),
                        Optional.ofNullable(address),
                        Optional.ofNullable(tlsProtocol),
                        Optional.ofNullable(cipherSuite)),
                result,
                status,
                reply);
    }
}
