package org.letterwing.directory;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;

/** A listener of an application that was active once, and the addresses that it takes. */
@Entity
class Listener {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String application;

    @ElementCollection
    @CollectionTable(name = "listener_pattern", joinColumns = @JoinColumn(name = "listener_id"))
    @Column(name = "pattern")
    private Set<String> patterns;

    @Column(name = "last_seen")
    private Instant lastSeen;

    /** For JPA. */
    protected Listener() {}

    Listener(String application, Set<String> patterns) {
        this.application = application;
        this.patterns = patterns;
        this.lastSeen = Instant.now();
    }

    Set<String> patterns() {
        return patterns;
    }

    /** Is active again, with these patterns. */
    void seen(Set<String> now) {
        lastSeen = Instant.now();
        if (!patterns.equals(now)) {
            patterns.clear();
            patterns.addAll(now);
        }
    }

    ListenerView view() {
        return new ListenerView(
                id, application, new TreeSet<>(patterns).stream().toList(), lastSeen);
    }
}
