package org.letterwing.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A password of one program, which outlasts its end so that people see why the program stopped. */
@Entity
@Table(name = "application_password")
class ApplicationPassword {

    /** How many octets by chance it has: nobody can try so many. */
    private static final int OCTETS = 15;

    /** How many letters it has. */
    static final int LETTERS = 24;

    /** How exactly the last use is known, so that not each login writes. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "account_id")
    private long account;

    private String name;

    private String digest;

    private Instant created;

    /** Null for never. */
    private Instant expires;

    @Column(name = "last_used")
    private Instant lastUsed;

    /** For JPA. */
    protected ApplicationPassword() {}

    ApplicationPassword(long account, String name, Letters password, Instant created, Instant expires) {
        this.account = account;
        this.name = name;
        digest = password.digest();
        this.created = kept(created);
        this.expires = expires == null ? null : kept(expires);
    }

    static Letters random() {
        return Letters.random(OCTETS);
    }

    boolean isOf(long someAccount) {
        return account == someAccount;
    }

    boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Takes note of a use, about. */
    void use(Instant now) {
        if (lastUsed == null || lastUsed.plus(GRAIN).isBefore(now)) {
            lastUsed = kept(now);
        }
    }

    ApplicationPasswordView view() {
        return new ApplicationPasswordView(id, name, created, expires, lastUsed);
    }

    /** What both databases keep. */
    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
