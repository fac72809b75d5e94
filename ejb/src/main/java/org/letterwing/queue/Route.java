package org.letterwing.queue;

import java.util.Map;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.letterwing.spi.outbound.NextHop.Credentials;
import org.letterwing.spi.outbound.NextHop.Tls;

/** A host to which the mail of a domain goes, or of all domains, instead of to those that DNS names. */
@Entity
class Route {

    /** Stands for all domains that have no route of their own. */
    static final String ALL = "*";

    @Id
    private String domain;

    private String host;

    private int port;

    @Enumerated(EnumType.STRING)
    private Tls tls;

    @Column(name = "user_name")
    private String userName;

    private String password;

    protected Route() {}

    Route(String domain, String host, int port, Tls tls, Optional<Credentials> credentials) {
        this.domain = domain;
        this.host = host;
        this.port = port;
        this.tls = tls;
        userName = credentials.map(Credentials::user).orElse(null);
        password = credentials.map(Credentials::password).orElse(null);
    }

    /** Returns the route of a domain among these by their domains: its own, or that of all. */
    static Optional<Route> of(String domain, Map<String, Route> routes) {
        return Optional.ofNullable(routes.getOrDefault(domain, routes.get(ALL)));
    }

    String domain() {
        return domain;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Tls tls() {
        return tls;
    }

    Optional<Credentials> credentials() {
        return Optional.ofNullable(userName).map(user -> new Credentials(user, password));
    }

    /** Returns what shows two routes to lead to the same place. */
    String lane() {
        return host + ":" + port;
    }
}
