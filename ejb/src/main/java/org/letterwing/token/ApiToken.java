package org.letterwing.token;

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
import jakarta.persistence.Table;

import org.letterwing.directory.Login;

/** A token, which outlasts its end so that people see why a program stopped. */
@Entity
@Table(name = "api_token")
class ApiToken {

    /** How exactly the last use is known, so that not each request writes. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    /** An account's name has an {@code @}, so that nobody can be called like a token. */
    private static final String PRINCIPAL = "token:";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Scope scope;

    private String digest;

    private Instant created;

    private Instant expires;

    @Column(name = "last_used")
    private Instant lastUsed;

    /** For JPA. */
    protected ApiToken() {}

    ApiToken(String name, Scope scope, Secret secret, Instant created, Instant expires) {
        this.name = name;
        this.scope = scope;
        digest = secret.digest();
        this.created = kept(created);
        this.expires = kept(expires);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }

    /** Returns whether its last use has to be noted anew. */
    boolean isUseNews(Instant now) {
        return lastUsed == null || lastUsed.plus(GRAIN).isBefore(now);
    }

    void use(Instant now) {
        lastUsed = kept(now);
    }

    /** Returns who has logged in with it. */
    Login login() {
        return new Login(PRINCIPAL + name, scope.roles());
    }

    TokenView view() {
        return new TokenView(id, name, scope, created, expires, lastUsed);
    }

    /** What both databases keep. */
    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
