package org.letterwing.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The bans of all servers that share the database. */
@Stateless
@PermitAll
public class Bans {

    private static final int MOST_TOLD = 20_000;

    @PersistenceContext
    private EntityManager entities;

    /** For the container. */
    public Bans() {}

    Bans(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns whether a subject is banned. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isBanned(Subject subject, Instant now) {
        return !entities.createQuery(
                        "select b.id from Ban b where b.kind = :kind and b.subject = :subject and b.bannedUntil > :now",
                        Long.class)
                .setParameter("kind", subject.kind())
                .setParameter("subject", subject.name())
                .setParameter("now", now)
                .getResultList()
                .isEmpty();
    }

    /** Returns the bans of addresses that last; of very many those that end last. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<BanView> addresses(Instant now) {
        return entities
                .createQuery(
                        "select b from Ban b where b.kind = :kind and b.bannedUntil > :now order by b.bannedUntil desc",
                        Ban.class)
                .setParameter("kind", Subject.Kind.ADDRESS)
                .setParameter("now", now)
                .setMaxResults(MOST_TOLD)
                .getResultList()
                .stream()
                .map(Ban::view)
                .toList();
    }

    /**
     * Bans a subject, in a transaction of its own; a ban that lasts is left as it is.
     *
     * @param first how long the first ban is
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<BanView> ban(Subject subject, Duration first, Instant now) {
        // One ban after the other, on all servers.
        entities.createNativeQuery("UPDATE ban_lock SET bans = bans + 1").executeUpdate();
        entities.createQuery("delete from Ban b where b.bannedUntil < :forgotten")
                .setParameter("forgotten", now.minus(Ban.DAY))
                .executeUpdate();
        if (isBanned(subject, now)) {
            return Optional.empty();
        }
        List<Ban> before = entities.createQuery(
                        "select b from Ban b where b.kind = :kind and b.subject = :subject", Ban.class)
                .setParameter("kind", subject.kind())
                .setParameter("subject", subject.name())
                .getResultList();
        Ban ban = before.isEmpty() ? new Ban(subject) : before.get(0);
        ban.begin(first, now);
        entities.persist(ban);
        return Optional.of(ban.view());
    }
}
