package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;

import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Reach;
import org.letterwing.spi.MailEvent;

/** One recipient of a queued mail, and how far its delivery is. All instants are the database's. */
@Entity
@Table(name = "queue_entry")
class QueueEntry {

    private static final int LONGEST_REPLY = 1200;

    // RFC 3463 X.1.5: destination address valid
    private static final String DELIVERED_STATUS = "2.1.5";

    /** The destination of what goes into mailboxes here; no domain and no listener is called so. */
    static final String MAILBOXES = "#";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "queue_entry_seq")
    @SequenceGenerator(name = "queue_entry_seq", sequenceName = "queue_entry_seq", allocationSize = 256)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "message_id", updatable = false)
    private QueuedMail mail;

    @Column(updatable = false)
    private String recipient;

    @Column(updatable = false)
    private String domain;

    @Column(updatable = false)
    private String reports;

    @Column(name = "original_type", updatable = false)
    private String originalType;

    @Column(updatable = false)
    private String original;

    @Column(updatable = false)
    private boolean forwarded;

    @Column(updatable = false)
    private String sender;

    @Column(name = "alias_domain", updatable = false)
    private String aliasDomain;

    /** The domain that sends it on: the alias's that leads to it, else the sender's. */
    @Column(name = "origin_domain", updatable = false)
    private String originDomain;

    @Column(updatable = false)
    private boolean ours;

    @Column(updatable = false)
    private int priority;

    private String listener;

    private String destination;

    @Enumerated(EnumType.STRING)
    private EntryState state;

    // What waits for nothing is due at once by the database's clock, whatever the server's says.
    @Column(name = "next_attempt")
    @ColumnTransformer(write = "COALESCE(?, CURRENT_TIMESTAMP)")
    private Instant nextAttempt;

    private Instant expires;

    private int attempts;

    private boolean warned;

    @Column(name = "lease_owner")
    private UUID leaseOwner;

    @Column(name = "lease_end")
    private Instant leaseEnd;

    private long fence;

    @Column(name = "last_status")
    private String lastStatus;

    @Column(name = "last_reply")
    private String lastReply;

    private Instant ended;

    protected QueueEntry() {}

    /**
     * A recipient that waits for its first attempt.
     *
     * @param sender under which sender a forwarded mail goes on; empty for its own
     * @param nextAttempt when the first attempt may be; null for at once
     * @param expires when it is given up
     */
    QueueEntry(
            QueuedMail mail,
            Onward onward,
            Optional<String> sender,
            int priority,
            Instant nextAttempt,
            Instant expires) {
        Recipient to = onward.recipient();
        this.mail = mail;
        this.priority = priority;
        this.nextAttempt = nextAttempt;
        this.expires = expires;
        recipient = to.address();
        listener = onward.listener().orElse(null);
        destination = onward.destination();
        domain = onward.domain();
        forwarded = onward.way() == Onward.Way.FORWARDED;
        this.sender = sender.orElse(null);
        aliasDomain = onward.through().orElse(null);
        originDomain = onward.through()
                .or(() -> DomainName.ofAddress(mail.reversePath()).map(DomainName::ascii))
                .orElse(null);
        ours = onward.way() == Onward.Way.OURS;
        reports = to.reports().isEmpty()
                ? null
                : to.reports().stream().map(Report::name).sorted().collect(Collectors.joining(","));
        originalType = to.original().map(Original::type).orElse(null);
        original = to.original().map(Original::address).orElse(null);
        state = EntryState.WAITING;
    }

    /** A recipient that has its mail already, of which no row is kept. */
    static QueueEntry delivered(QueuedMail mail, Recipient recipient) {
        QueueEntry entry = new QueueEntry(
                mail, Onward.ours(recipient, Optional.empty()), Optional.empty(), 0, null, mail.arrived());
        entry.state = EntryState.DELIVERED;
        entry.lastStatus = DELIVERED_STATUS;
        return entry;
    }

    /** Returns what is told of it when it enters the queue. */
    MailEvent queued() {
        return event(MailEvent.Kind.QUEUED, "Waits for its delivery").at(Optional.ofNullable(listener));
    }

    /** Returns something to be told of it. */
    MailEvent event(MailEvent.Kind kind, String text) {
        return MailEvent.ofEntry(kind, mail.deliveryId(), id, recipient, text);
    }

    long id() {
        return id;
    }

    QueuedMail mail() {
        return mail;
    }

    /** Returns the recipient with what the sender said of it. */
    Recipient recipient() {
        Set<Report> wanted = reports == null
                ? Set.of()
                : Arrays.stream(reports.split(",")).map(Report::valueOf).collect(Collectors.toSet());
        return new Recipient(
                recipient, wanted, Optional.ofNullable(original).map(address -> new Original(originalType, address)));
    }

    String domain() {
        return domain;
    }

    boolean forwarded() {
        return forwarded;
    }

    /** Returns whether a destination is a listener of an application: it has a sign that no domain has. */
    static boolean isListener(String destination) {
        return destination.indexOf('#') > 0;
    }

    /** Returns under which sender a forwarded mail goes on; empty for its own. */
    Optional<String> sender() {
        return Optional.ofNullable(sender);
    }

    /** Returns the domain of the alias that leads to it, of A-labels; empty if none does. */
    Optional<String> aliasDomain() {
        return Optional.ofNullable(aliasDomain);
    }

    /**
     * Returns whether somebody sees it who reaches some domains: if it goes to one of them, or comes from one. Where an
     * alias leads is told to those of the alias's domain, and not to the sender. Dead letters are the server's.
     */
    boolean isIn(Reach reach) {
        return reach.isAll()
                || state != EntryState.DEAD_LETTER
                        && Stream.of(domain, originDomain)
                                .anyMatch(
                                        name -> name != null && reach.domains().contains(name));
    }

    /** Returns whose turn it waits for. */
    String destination() {
        return destination;
    }

    /** Returns the listener of an application for which it waits. */
    Optional<String> listener() {
        return Optional.ofNullable(listener);
    }

    /** Lets it wait for a listener of an application, at once, as long as such mail may. */
    void waitFor(String application, Instant until, Instant now) {
        listener = application;
        destination = application;
        expires = until;
        waitUntil(now);
    }

    /** Notes an attempt after which the application is offered it no more. */
    void die(String status, String reply) {
        attempts++;
        said(status, reply);
        become(EntryState.DEAD_LETTER);
        leaseOwner = null;
        leaseEnd = null;
    }

    /** Returns whether it was taken as a recipient of this server. */
    boolean ours() {
        return ours;
    }

    int priority() {
        return priority;
    }

    EntryState state() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    Instant nextAttempt() {
        return nextAttempt;
    }

    Instant expires() {
        return expires;
    }

    long fence() {
        return fence;
    }

    Optional<String> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    Optional<String> lastReply() {
        return Optional.ofNullable(lastReply);
    }

    boolean isWarned() {
        return warned;
    }

    /** Notes that the sender was told of the delay. */
    void warned() {
        warned = true;
    }

    /** Returns whether the claim with this fence still holds. */
    boolean isClaimed(long claimFence) {
        return state == EntryState.IN_DELIVERY && fence == claimFence;
    }

    /** Notes that a next hop has taken the mail. */
    void deliver(String status, String reply, Instant now) {
        attempts++;
        said(status, reply);
        end(EntryState.DELIVERED, now);
    }

    /** Notes an attempt that another one follows. */
    void defer(String status, String reply, Instant next) {
        attempts++;
        said(status, reply);
        waitUntil(next);
    }

    /** Gives a claim back as if it had not been: no attempt was made. */
    void giveBack(Instant next) {
        waitUntil(next);
    }

    /** Notes that it is given up after an attempt. */
    void refuse(String status, String reply, Instant now) {
        attempts++;
        fail(status, reply, now);
    }

    /** Gives it up. */
    void fail(String status, String reply, Instant now) {
        said(status, reply);
        end(EntryState.FAILED, now);
    }

    /** Keeps it back. */
    void hold() {
        become(EntryState.HELD);
    }

    /** Lets it go on, at once, with at least this much time before it is given up. */
    void release(Duration atLeast, Instant now) {
        retry(now);
        Instant earliest = now.plus(atLeast);
        expires = expires.isBefore(earliest) ? earliest : expires;
    }

    /** Makes the next attempt due. */
    void retry(Instant now) {
        become(EntryState.WAITING);
        nextAttempt = now;
    }

    /** Begins anew after it was a dead letter. */
    void revive(Instant until, Instant now) {
        attempts = 0;
        expires = until;
        waitUntil(now);
    }

    private void waitUntil(Instant next) {
        become(EntryState.WAITING);
        leaseOwner = null;
        leaseEnd = null;
        nextAttempt = next;
    }

    private void end(EntryState last, Instant now) {
        become(last);
        leaseOwner = null;
        leaseEnd = null;
        ended = now;
    }

    private void said(String status, String reply) {
        lastStatus = status;
        lastReply = cut(reply);
    }

    /** Returns as much of a reply as is kept. */
    static String cut(String reply) {
        return reply.length() > LONGEST_REPLY ? reply.substring(0, LONGEST_REPLY) : reply;
    }

    private void become(EntryState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("The queue's entry " + id + " is " + state + " and can't become " + next);
        }
        state = next;
    }
}
