package org.letterwing.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A ban, which is remembered for a day after its end so that the next one is longer. */
@Entity
class Ban {

    /** The longest ban, and how long one is remembered. */
    static final Duration DAY = Duration.ofDays(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Subject.Kind kind;

    private String subject;
    private int times;

    @Column(name = "banned_at")
    private Instant bannedAt;

    @Column(name = "banned_until")
    private Instant bannedUntil;

    /** For JPA. */
    protected Ban() {}

    Ban(Subject subject) {
        this.kind = subject.kind();
        this.subject = subject.name();
    }

    /** Bans from now on, each time twice as long. */
    void begin(Duration first, Instant now) {
        Duration length = first.multipliedBy(1L << Math.min(times, 30));
        times++;
        bannedAt = now.truncatedTo(ChronoUnit.MICROS); // what the databases keep
        bannedUntil = bannedAt.plus(length.compareTo(DAY) > 0 ? DAY : length);
    }

    BanView view() {
        return new BanView(id, kind.label(), subject, times, bannedAt, bannedUntil);
    }
}
