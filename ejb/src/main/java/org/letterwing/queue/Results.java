package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.DeliveryAudience;
import org.letterwing.settings.QueueSettings;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvents;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.store.Contents;

/**
 * Writes what attempts came to, many in one transaction: the log, and what comes next. Whose lease was taken by another
 * worker can't write. Thread-safe.
 */
@ApplicationScoped
class Results {

    private static final System.Logger LOG = System.getLogger(Results.class.getName());

    @Inject
    private EntityManager entities;

    @Inject
    private Claims claims;

    @Inject
    private Contents contents;

    @Inject
    private DeliveryAudience audience;

    @Inject
    private Event<MailEvents> happened;

    protected Results() {}

    /** Works with the given entity manager. */
    Results(EntityManager entities) {
        this.entities = entities;
        claims = new Claims(entities);
        contents = new Contents(entities);
        audience = new DeliveryAudience(entities);
    }

    /**
     * Writes outcomes.
     *
     * @return what the senders may want to be told, in the same transaction
     */
    List<Notice> write(Collection<Outcome> outcomes) {
        Map<Boolean, List<Outcome>> parts = outcomes.stream().collect(Collectors.partitioningBy(this::isSilentSuccess));
        Map<Boolean, List<Outcome>> ended = new SilentSuccesses(entities).end(parts.get(true));
        ended.get(false).forEach(Results::lost);
        Set<Long> unneeded = new LinkedHashSet<>();
        ended.get(true).forEach(outcome -> unneeded.add(outcome.claim().mail().messageId()));
        List<MailEvent> events = new ArrayList<>();
        ended.get(true).forEach(outcome -> events.add(outcome.event(EntryState.DELIVERED)));
        List<Notice> notices = parts.get(false).isEmpty() ? List.of() : write(parts.get(false), unneeded, events);
        contents.unneeded(unneeded);
        if (happened != null) {
            happened.fire(new MailEvents(events));
        }
        return notices;
    }

    private boolean isSilentSuccess(Outcome outcome) {
        QueuedMail mail = outcome.claim().mail();
        return outcome.isUnreportedSuccess()
                && audience.of(mail.session(), mail.reversePath()).isEmpty();
    }

    private List<Notice> write(List<Outcome> outcomes, Set<Long> unneeded, List<MailEvent> events) {
        Map<Long, QueueEntry> entries =
                lock(outcomes.stream().map(o -> o.claim().entry()).sorted().toList());
        Instant now = claims.now();
        List<Notice> notices = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            QueueEntry entry = entries.get(outcome.claim().entry());
            if (entry == null || !entry.isClaimed(outcome.claim().fence())) {
                lost(outcome);
                continue;
            }
            write(entry, outcome, now, notices);
            events.add(outcome.event(entry.state()));
            if (entry.state().isEnd()) {
                unneeded.add(entry.mail().messageId());
            }
        }
        entities.flush();
        return notices;
    }

    private static void lost(Outcome outcome) {
        LOG.log(
                Level.WARNING,
                "Queue {0}: the lease was lost, the result does not count: {1}",
                outcome.claim().entry(),
                outcome.outcome().text());
    }

    private void write(QueueEntry entry, Outcome result, Instant now, List<Notice> notices) {
        DeliveryOutcome outcome = result.outcome();
        String reply = result.reply();
        entities.persist(new Attempt(result));
        switch (outcome.result()) {
            case TAKEN -> {
                entry.deliver(outcome.status(), reply, now);
                result.success().ifPresent(kind -> notices.add(new Notice(entry, kind, result)));
            }
            case REFUSED -> {
                entry.refuse(outcome.status(), reply, now);
                notices.add(new Notice(entry, Notice.Kind.FAILED, result));
            }
            case DEFERRED, UNKNOWN ->
                result.redelivery()
                        .ifPresentOrElse(
                                again -> offerAgain(entry, again, outcome.status(), reply, now),
                                () -> defer(entry, result, reply, now, notices));
        }
    }

    private static void offerAgain(QueueEntry entry, Redelivery again, String status, String reply, Instant now) {
        if (entry.attempts() + 1 < again.attempts()) {
            entry.defer(status, reply, now.plus(again.interval()));
        } else {
            entry.die(status, reply);
            LOG.log(
                    Level.WARNING,
                    "Queue {0} is a dead letter: {1} did not take it in {2} attempts; look at /dead-letters",
                    entry.id(),
                    entry.listener().orElse("nobody"),
                    entry.attempts());
        }
    }

    private static void defer(QueueEntry entry, Outcome result, String reply, Instant now, List<Notice> notices) {
        String status = result.outcome().status();
        if (!now.isBefore(entry.expires())) {
            entry.refuse(status, reply, now);
            notices.add(new Notice(entry, Notice.Kind.FAILED, result));
            return;
        }
        RetrySchedule schedule = new RetrySchedule(
                QueueSettings.FIRST_RETRY.get(),
                QueueSettings.LONGEST_RETRY.get(),
                ThreadLocalRandom.current()::nextDouble);
        Instant next = now.plus(schedule.after(entry.attempts() + 1));
        // The last attempt is made when the time is over.
        entry.defer(status, reply, next.isBefore(entry.expires()) ? next : entry.expires());
        Duration patience = QueueSettings.DELAY_WARNING.get();
        if (!entry.isWarned() && !now.isBefore(entry.mail().warnAfter(patience))) {
            entry.warned();
            notices.add(new Notice(entry, Notice.Kind.DELAYED, result));
        }
    }

    /** Locks the entries of those claims that still hold, and returns them by their keys. */
    Map<Long, QueueEntry> held(Collection<Claim> leased) {
        Map<Long, QueueEntry> entries =
                lock(leased.stream().map(Claim::entry).sorted().toList());
        Map<Long, QueueEntry> held = new HashMap<>();
        for (Claim claim : leased) {
            QueueEntry entry = entries.get(claim.entry());
            if (entry != null && entry.isClaimed(claim.fence())) {
                held.put(claim.entry(), entry);
            }
        }
        return held;
    }

    /** Gives claims back with which nothing was done, to be due after a time. */
    void giveBack(Collection<Claim> unused, Duration pause) {
        Instant next = claims.now().plus(pause);
        held(unused).values().forEach(entry -> entry.giveBack(next));
    }

    private Map<Long, QueueEntry> lock(List<Long> ids) {
        Map<Long, QueueEntry> entries = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createNativeQuery(
                            "SELECT id FROM queue_entry WHERE id IN (:ids) ORDER BY id FOR UPDATE", Long.class)
                    .setParameter("ids", ids)
                    .getResultList();
            entities.createQuery("SELECT e FROM QueueEntry e JOIN FETCH e.mail WHERE e.id IN :ids", QueueEntry.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(e -> entries.put(e.id(), e));
        }
        return entries;
    }
}
