package org.letterwing.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** An account: a name, a password, and the mailbox of the same key. */
@Entity
class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** Null for the administrator's account alone. */
    @ManyToOne(fetch = FetchType.LAZY)
    private Domain domain;

    @Column(name = "local_part")
    private String localPart;

    /** Null for the administrator's account alone. */
    @Embedded
    private ScramVerifier verifier;

    /** In octets; null for no limit. */
    private Long quota;

    private Instant created;

    /** Nobody logs in to it; it gets mail. */
    private boolean suspended;

    /** {@link LastLogins} writes it. */
    @Column(name = "last_login", insertable = false, updatable = false)
    private Instant lastLogin;

    /** Whether the console asks for a code after the password; the beans of that write it. */
    @Column(name = "second_factor", insertable = false, updatable = false)
    private boolean secondFactor;

    /** To where its mail is sent on, the domains of A-labels. */
    @ElementCollection
    @CollectionTable(name = "account_forward", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "address")
    private Set<String> forwards = new HashSet<>();

    /** Of what is sent on. */
    @Column(name = "keeps_copy")
    private boolean keepsCopy = true;

    /** For JPA. */
    protected Account() {}

    Account(Domain domain, String localPart, ScramVerifier verifier, Long quota) {
        this.domain = domain;
        this.localPart = localPart;
        this.verifier = verifier;
        this.quota = quota;
        this.created = Instant.now().truncatedTo(ChronoUnit.MICROS); // what the databases keep
    }

    long id() {
        return id;
    }

    /** Null for the administrator's. */
    Domain domain() {
        return domain;
    }

    /** Returns the account's domain; the administrator's has none. */
    DomainName domainName() {
        return domain.name();
    }

    String localPart() {
        return localPart;
    }

    void setVerifier(ScramVerifier verifier) {
        this.verifier = verifier;
    }

    Long quota() {
        return quota;
    }

    void setQuota(Long quota) {
        this.quota = quota;
    }

    boolean isSuspended() {
        return suspended;
    }

    void setSuspended(boolean suspended) {
        this.suspended = suspended;
    }

    Instant lastLogin() {
        return lastLogin;
    }

    boolean hasSecondFactor() {
        return secondFactor;
    }

    Set<String> forwards() {
        return forwards;
    }

    boolean keepsCopy() {
        return keepsCopy;
    }

    /** Sends its mail on to addresses whose domains are of A-labels, none for no longer. */
    void forward(Set<String> addresses, boolean keepsCopy) {
        forwards.retainAll(addresses);
        forwards.addAll(addresses);
        this.keepsCopy = keepsCopy;
    }

    Instant created() {
        return created;
    }

    /** Returns the login name to show. */
    String name() {
        return domain == null ? localPart : address();
    }

    /** Returns the address to show. */
    String address() {
        return localPart + "@" + domain.name().unicode();
    }
}
