package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Precondition;
import org.letterwing.directory.Reach;
import org.letterwing.directory.Reason;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvents;
import org.letterwing.store.Contents;

/**
 * What administrators may do to an entry of the queue. Those of some domains may do it to what they see, for it is mail of
 * theirs or to theirs; other entries are as if they were not there.
 */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class QueueAdministration {

    private static final Duration AFTER_RELEASE = Duration.ofDays(1);
    private static final String TAKEN_OUT = "An administrator has taken the mail out of the queue";

    @Inject
    private EntityManager entities;

    @Inject
    private Claims claims;

    @Inject
    private Reports reports;

    @Inject
    private Contents contents;

    @Inject
    private Purge purge;

    @Inject
    private Event<Queue.Filled> filled;

    @Inject
    private Event<MailEvents> happened;

    @Inject
    private ChangeLog changes;

    // Demands nothing where there is no container.
    @Inject
    private Precondition precondition = new Precondition();

    @EJB
    private ManagedDomains managed;

    private Supplier<Reach> reach = () -> managed.ofCaller();

    /** For the container. */
    public QueueAdministration() {}

    QueueAdministration(EntityManager entities, Reports reports, ChangeLog changes) {
        this(entities, reports, changes, Reach.ALL);
    }

    QueueAdministration(EntityManager entities, Reports reports, ChangeLog changes, Reach reach) {
        this.reach = () -> reach;
        this.changes = changes;
        this.entities = entities;
        this.reports = reports;
        claims = new Claims(entities);
        contents = new Contents(entities);
        purge = new Purge(entities);
    }

    /** Returns an entry with the log of its attempts. */
    @OnlyReads
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public EntryView entry(long id) throws DirectoryException {
        return view(find(id, LockModeType.NONE));
    }

    /** Makes the next attempt due. CONFLICT unless the entry waits. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public EntryView retry(long id) throws DirectoryException {
        return change("queue entry retried", id, Set.of(EntryState.WAITING), entry -> entry.retry(claims.now()));
    }

    /** Offers a dead letter to its application again, as if it had just come. CONFLICT unless the entry is one. */
    public EntryView revive(long id) throws DirectoryException {
        return change("dead letter retried", id, Set.of(EntryState.DEAD_LETTER), entry -> {
            Instant now = claims.now();
            entry.revive(now.plus(QueueSettings.LISTENER_LIFETIME.get()), now);
        });
    }

    /** Gives a dead letter up, and tells its sender. CONFLICT unless the entry is one. */
    public EntryView bounce(long id) throws DirectoryException {
        QueueEntry entry = find(id, LockModeType.PESSIMISTIC_WRITE);
        if (entry.state() != EntryState.DEAD_LETTER) {
            throw conflict(entry);
        }
        changes.tell(told("dead letter bounced", entry, EntryState.DEAD_LETTER, EntryState.FAILED));
        remove(entry, true);
        return view(entry);
    }

    /** Keeps an entry back. CONFLICT unless it waits. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public EntryView hold(long id) throws DirectoryException {
        return change("queue entry held", id, Set.of(EntryState.WAITING), QueueEntry::hold);
    }

    /** Lets an entry go on that was kept back. CONFLICT unless it is. */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public EntryView release(long id) throws DirectoryException {
        return change(
                "queue entry released",
                id,
                Set.of(EntryState.HELD),
                entry -> entry.release(AFTER_RELEASE, claims.now()));
    }

    /**
     * Removes an entry. CONFLICT while it is in delivery.
     *
     * @param bounce whether it is given up instead, and its sender told so
     */
    @RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
    public void delete(long id, boolean bounce) throws DirectoryException {
        QueueEntry entry = find(id, LockModeType.PESSIMISTIC_WRITE);
        if (entry.state() == EntryState.IN_DELIVERY || bounce && entry.state().isEnd()) {
            throw conflict(entry);
        }
        precondition.check(view(entry));
        changes.tell(
                bounce
                        ? told("queue entry bounced", entry, entry.state(), EntryState.FAILED)
                        : told("queue entry deleted", entry, entry.state(), null));
        remove(entry, bounce);
    }

    private void remove(QueueEntry entry, boolean bounce) throws DirectoryException {
        long message = entry.mail().messageId();
        if (happened != null) {
            MailEvent.Kind kind = bounce ? MailEvent.Kind.BOUNCED : MailEvent.Kind.REMOVED;
            happened.fire(new MailEvents(List.of(entry.event(kind, TAKEN_OUT))));
        }
        if (bounce) {
            entry.fail("5.7.1", TAKEN_OUT, claims.now());
            entities.flush();
            reports.send(List.of(new Notice(entry, Notice.Kind.FAILED)));
        } else {
            purge.remove(List.of(entry.id()));
        }
        contents.unneeded(Set.of(message));
    }

    private EntryView change(String operation, long id, Set<EntryState> from, Consumer<QueueEntry> change)
            throws DirectoryException {
        QueueEntry entry = find(id, LockModeType.PESSIMISTIC_WRITE);
        if (!from.contains(entry.state())) {
            throw conflict(entry);
        }
        EntryState before = entry.state();
        change.accept(entry);
        changes.tell(told(operation, entry, before, entry.state()));
        if (filled != null) {
            filled.fire(new Queue.Filled(Set.of(entry.destination())));
        }
        return view(entry);
    }

    private static Change told(String operation, QueueEntry entry, EntryState before, EntryState after) {
        return Change.of(operation, entry.id())
                .with("sender", null, entry.mail().reversePath())
                .with("recipient", null, entry.recipient().address())
                .with("state", before, after);
    }

    private QueueEntry find(long id, LockModeType lock) throws DirectoryException {
        QueueEntry entry = entities.find(QueueEntry.class, id, lock);
        if (entry == null || !entry.isIn(reach.get())) {
            throw new DirectoryException(Reason.UNKNOWN_ENTRY, id);
        }
        return entry;
    }

    private static DirectoryException conflict(QueueEntry entry) {
        return new DirectoryException(Reason.ENTRY_STATE, entry.id(), entry.state());
    }

    private EntryView view(QueueEntry entry) {
        List<AttemptView> log = entities
                .createQuery("SELECT a FROM Attempt a WHERE a.entryId = :entry ORDER BY a.id", Attempt.class)
                .setParameter("entry", entry.id())
                .getResultList()
                .stream()
                .map(Attempt::view)
                .toList();
        return EntryView.of(entry, log);
    }
}
