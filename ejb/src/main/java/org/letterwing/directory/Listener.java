package org.letterwing.directory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;

import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.ListenerFacts;
import org.letterwing.spi.ListenerFacts.Kind;

/** A listener of an application that was active once, and the mail that it takes or is told of. */
@Entity
class Listener {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String application;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @ElementCollection
    @CollectionTable(name = "listener_pattern", joinColumns = @JoinColumn(name = "listener_id"))
    private Set<ListenerAddress> addresses = new HashSet<>();

    private int priority;

    @ElementCollection
    @CollectionTable(name = "listener_sender", joinColumns = @JoinColumn(name = "listener_id"))
    @Column(name = "pattern")
    private Set<String> senders = new HashSet<>();

    @Column(name = "max_message_size")
    private long maxMessageSize;

    @Column(name = "require_authenticated")
    private boolean requireAuthenticated;

    @Column(name = "overrides_mailboxes")
    private boolean overridesMailboxes;

    @Column(name = "last_seen")
    private Instant lastSeen;

    /** For JPA. */
    protected Listener() {}

    Listener(String application) {
        this.application = application;
    }

    String application() {
        return application;
    }

    Kind kind() {
        return kind;
    }

    /** Lets it take mail of mailboxes too, or lets it not. */
    void setOverridesMailboxes(boolean overrides) {
        overridesMailboxes = overrides;
    }

    /**
     * Is active again, as it is now.
     *
     * @return whether anything has changed
     */
    boolean seen(ListenerFacts facts) {
        lastSeen = Instant.now();
        ListenerFacts before = facts();
        replace(addresses, facts.recipients().stream().map(ListenerAddress::of).collect(Collectors.toSet()));
        replace(senders, facts.senders().stream().map(AddressPattern::toString).collect(Collectors.toSet()));
        kind = facts.kind();
        priority = facts.priority();
        maxMessageSize = facts.maxMessageSize();
        requireAuthenticated = facts.requireAuthenticated();
        return !facts().equals(before);
    }

    private static <T> void replace(Set<T> old, Set<T> now) {
        old.retainAll(now);
        old.addAll(now);
    }

    /** Returns the mail that it takes or is told of. */
    ListenerFacts facts() {
        return new ListenerFacts(
                kind,
                application,
                addresses.stream()
                        .map(ListenerAddress::pattern)
                        .sorted()
                        .map(AddressPattern::parse)
                        .toList(),
                priority,
                senders.stream().sorted().map(AddressPattern::parse).toList(),
                maxMessageSize,
                requireAuthenticated);
    }

    /** Returns what administrators see: it is active on these servers, and so many mails or notices wait for it. */
    ListenerView view(List<String> servers, long waiting) {
        return new ListenerView(
                id,
                application,
                kind,
                addresses.stream().map(ListenerAddress::pattern).sorted().toList(),
                priority,
                senders.stream().sorted().toList(),
                maxMessageSize,
                requireAuthenticated,
                overridesMailboxes,
                servers,
                waiting,
                lastSeen);
    }
}
