package org.letterwing.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

import org.letterwing.trace.MailCounts.Key;

/** Writes and removes what was counted: each call is a transaction of its own. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailCountStore {

    /** A day more than the longest time that is shown. */
    private static final Duration KEEP = Duration.ofDays(8);

    @Inject
    private EntityManager entities;

    /** For the container. */
    public MailCountStore() {}

    /** Works with the given entity manager, in its transaction. */
    MailCountStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Adds counts to those that a server has written; no other one writes its rows. */
    public void add(UUID server, Map<Key, Long> counts) {
        counts.forEach((key, mails) -> {
            Query update = entities.createNativeQuery("UPDATE mail_count SET mails = mails + :mails"
                    + " WHERE slot = :slot AND flow = :flow AND detail = :detail AND server = :server");
            if (set(update, server, key, mails).executeUpdate() == 0) {
                Query insert = entities.createNativeQuery("INSERT INTO mail_count (slot, flow, detail, server, mails)"
                        + " VALUES (:slot, :flow, :detail, :server, :mails)");
                set(insert, server, key, mails).executeUpdate();
            }
        });
    }

    private static Query set(Query query, UUID server, Key key, long mails) {
        return query.setParameter("slot", key.slot())
                .setParameter("flow", key.flow().name())
                .setParameter("detail", key.detail())
                .setParameter("server", server)
                .setParameter("mails", mails);
    }

    /** Removes what is no longer shown. */
    public void removeOld() {
        entities.createNativeQuery("DELETE FROM mail_count WHERE slot < :first")
                .setParameter("first", Instant.now().minus(KEEP).getEpochSecond() / MailCounts.SLOT_SECONDS)
                .executeUpdate();
    }
}
