package org.letterwing.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.hibernate.Session;

import org.letterwing.api.SessionFacts;
import org.letterwing.directory.DomainName;
import org.letterwing.spi.MailEvent;

/** Writes and removes events, without making entities of them: each call is a transaction of its own. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TraceStore {

    /** How many events one transaction removes. */
    static final int BATCH = 1000;

    private static final String INSERT =
            "INSERT INTO trace_event (happened, delivery_id, kind, listener, client, helo, login, sender, message_id,"
                    + " recipient, queue_entry, host, reply, sender_domain, recipient_domain)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The oldest rows have the lowest keys, nearly. */
    private static final String REMOVE =
            "DELETE FROM trace_event WHERE id IN (SELECT id FROM trace_event ORDER BY id FETCH FIRST :batch ROWS ONLY)";

    private static final int LONGEST_ADDRESS = 400;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_REPLY = 600;

    @Inject
    private EntityManager entities;

    /** For the container. */
    public TraceStore() {}

    /** Works with the given entity manager, in its transaction. */
    TraceStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Writes events. */
    public void write(List<MailEvent> events) {
        entities.unwrap(Session.class).doWork(connection -> insert(connection, events));
    }

    private static void insert(Connection connection, List<MailEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (MailEvent event : events) {
                set(insert, event);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, MailEvent event) throws SQLException {
        Optional<SessionFacts> session = event.origin().map(MailEvent.Origin::session);
        insert.setObject(1, event.time().atOffset(ZoneOffset.UTC));
        insert.setObject(2, event.mail());
        insert.setString(3, event.kind().name());
        insert.setString(4, text(session.map(SessionFacts::listener), LONGEST_NAME));
        insert.setString(5, text(session.map(s -> s.client().getAddress().getHostAddress()), LONGEST_NAME));
        insert.setString(6, text(session.map(SessionFacts::heloName), LONGEST_NAME));
        insert.setString(7, text(session.flatMap(SessionFacts::user), LONGEST_ADDRESS));
        insert.setString(8, text(event.origin().map(MailEvent.Origin::sender).map(TracedAddress::of), LONGEST_ADDRESS));
        insert.setString(9, text(event.origin().flatMap(MailEvent.Origin::messageId), LONGEST_NAME));
        insert.setString(10, text(event.recipient().map(TracedAddress::of), LONGEST_ADDRESS));
        if (event.entry().isPresent()) {
            insert.setLong(11, event.entry().getAsLong());
        } else {
            insert.setNull(11, Types.BIGINT);
        }
        insert.setString(12, text(event.host(), LONGEST_NAME));
        insert.setString(13, text(Optional.of(event.text()), LONGEST_REPLY));
        insert.setString(14, domain(event.origin().map(MailEvent.Origin::sender)));
        insert.setString(15, domain(event.recipient()));
    }

    private static String domain(Optional<String> address) {
        return address.flatMap(DomainName::ofAddress).map(DomainName::ascii).orElse(null);
    }

    /** Returns a text that databases and people can read, and no longer than there is room; null for none. */
    private static String text(Optional<String> text, int length) {
        return text.map(t -> t.length() > length ? t.substring(0, length) : t)
                .map(t -> t.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?"))
                .orElse(null);
    }

    /**
     * Removes a batch of the oldest events, if they are older than the given time. Several servers may do so at once.
     *
     * @return whether there may be more
     */
    public boolean removeOld(Duration keep) {
        int removed = entities.createNativeQuery(
                        REMOVE + " AND happened <= CURRENT_TIMESTAMP - CAST(:keep AS INTEGER) * INTERVAL '1' SECOND")
                .setParameter("batch", BATCH)
                .setParameter("keep", keep.toSeconds())
                .executeUpdate();
        return removed == BATCH;
    }

    /**
     * Removes a batch of the oldest events, if there are more than the given number.
     *
     * @return whether there may be more
     */
    public boolean removeMoreThan(long most) {
        // Keys may be missing, so that there are a few less than this.
        long events = (Long) entities.createNativeQuery(
                        "SELECT COALESCE((SELECT MAX(id) FROM trace_event) - (SELECT MIN(id) FROM trace_event) + 1, 0)",
                        Long.class)
                .getSingleResult();
        if (events <= most) {
            return false;
        }
        entities.createNativeQuery(REMOVE)
                .setParameter("batch", Math.min(BATCH, events - most))
                .executeUpdate();
        return events - most > BATCH;
    }
}
