package org.letterwing.store;

import java.io.InputStream;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.hibernate.Session;

/** The contents of messages for those who keep them without a mailbox. Thread-safe. */
@ApplicationScoped
public class Contents {

    /** How many octets a piece has, but the last one. */
    public static final int PIECE = Message.CHUNK;

    private static final String UNNEEDED = "INSERT INTO unneeded_message (message_id, since)"
            + " SELECT id, CURRENT_TIMESTAMP FROM message WHERE id = ANY(?)";

    @Inject
    private EntityManager entities;

    protected Contents() {}

    /** Works with the given entity manager. */
    public Contents(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * The start of a content.
     *
     * @param size of the whole content, in octets
     * @param head its first piece
     */
    public record Start(long size, byte[] head) {}

    /** Returns the starts of messages by their keys; those that are gone are missing. */
    public Map<Long, Start> starts(Collection<Long> messages) {
        Map<Long, Start> starts = new HashMap<>();
        if (!messages.isEmpty()) {
            entities.createQuery("SELECT m.id, m.size, m.head FROM Message m WHERE m.id IN :ids", Tuple.class)
                    .setParameter("ids", messages)
                    .getResultList()
                    .forEach(m ->
                            starts.put(m.get(0, Long.class), new Start(m.get(1, Long.class), m.get(2, byte[].class))));
        }
        return starts;
    }

    /** Returns a piece after the first one, numbered from 1; empty if there is none. */
    public byte[] piece(long message, int number) {
        List<byte[]> found = entities.createQuery(
                        "SELECT c.data FROM MessageChunk c WHERE c.messageId = :message AND c.number = :number",
                        byte[].class)
                .setParameter("message", message)
                .setParameter("number", number)
                .getResultList();
        return found.isEmpty() ? new byte[0] : found.get(0);
    }

    /** Opens a message's octets, which are read piece by piece; none if it is gone. In the caller's transaction. */
    public InputStream open(long message) {
        return ContentStream.open(this, message);
    }

    /** Tells the sweep of messages that may not be needed any more. */
    public void unneeded(Collection<Long> messages) {
        if (!messages.isEmpty()) {
            entities.unwrap(Session.class).doWork(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(UNNEEDED)) {
                    insert.setArray(1, connection.createArrayOf("BIGINT", messages.toArray()));
                    insert.executeUpdate();
                }
            });
        }
    }
}
