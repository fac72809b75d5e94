package org.letterwing.guard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A network that an administrator has added to those of the settings. */
@Entity
@Table(name = "access_network")
class AccessNetwork {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** In the one way to write it. */
    private String network;

    @Enumerated(EnumType.STRING)
    private AccessVerdict verdict;

    private String note;
    private Instant since;

    /** Null for never. */
    private Instant ends;

    /** For JPA. */
    protected AccessNetwork() {}

    AccessNetwork(String network, AccessVerdict verdict, String note, Instant ends) {
        this.network = network;
        this.verdict = verdict;
        this.note = note;
        this.since = Instant.now().truncatedTo(ChronoUnit.MICROS); // what the databases keep
        this.ends = ends == null ? null : ends.truncatedTo(ChronoUnit.MICROS);
    }

    AccessView view() {
        return new AccessView(id, network, verdict, note, since, ends);
    }
}
