package org.letterwing.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.hibernate.Session;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.structure.MessageFacts;
import org.letterwing.structure.StructureCodec;
import org.letterwing.structure.StructureReader;

/** The structures of stored messages: each is read from the message's octets when it is first asked for. Thread-safe. */
@ApplicationScoped
public class Structures {

    /** How many are read from octets before they are written. */
    private static final int BATCH = 100;

    /** What is larger is read anew each time. */
    private static final int LARGEST = 1024 * 1024;

    @Inject
    private EntityManager entities;

    protected Structures() {}

    /** Works with the given entity manager. */
    public Structures(EntityManager entities) {
        this.entities = entities;
    }

    /** Returns the structures of messages by their keys; those that are gone are missing. In the caller's transaction. */
    public Map<Long, MessageStructure> of(Collection<Long> messages) {
        Map<Long, MessageStructure> structures = new HashMap<>();
        facts(messages).forEach((message, facts) -> structures.put(message, facts.structure()));
        return structures;
    }

    /** Returns all that is kept of messages by their keys, as {@link #of} does. */
    public Map<Long, MessageFacts> facts(Collection<Long> messages) {
        Map<Long, MessageFacts> known = kept(messages);
        TreeSet<Long> missing = new TreeSet<>(messages);
        missing.removeAll(known.keySet());
        while (!missing.isEmpty()) {
            List<Long> batch = missing.stream().limit(BATCH).toList();
            batch.forEach(missing::remove);
            known.putAll(read(batch));
        }
        return known;
    }

    private record Kept(long message, byte[] data) {}

    private Map<Long, MessageFacts> kept(Collection<Long> messages) {
        Map<Long, MessageFacts> known = new HashMap<>();
        if (!messages.isEmpty()) {
            new Sql(entities)
                    .list(
                            "SELECT message_id, data FROM message_structure WHERE message_id = ANY(?)",
                            row -> new Kept(row.getLong(1), row.getBytes(2)),
                            (Object) messages.toArray(Long[]::new))
                    .forEach(kept ->
                            StructureCodec.decode(kept.data()).ifPresent(facts -> known.put(kept.message(), facts)));
        }
        return known;
    }

    /** Reads messages and keeps what was found. Their rows are locked in order, so that several readers don't collide. */
    private Map<Long, MessageFacts> read(List<Long> messages) {
        List<Long> there = entities.createQuery(
                        "SELECT m.id FROM Message m WHERE m.id IN :ids ORDER BY m.id", Long.class)
                .setParameter("ids", messages)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Map<Long, MessageFacts> known = kept(there);
        Map<Long, byte[]> found = new TreeMap<>();
        Contents contents = new Contents(entities);
        for (long message : there) {
            if (!known.containsKey(message)) {
                MessageFacts facts = read(contents, message);
                known.put(message, facts);
                found.put(message, StructureCodec.encode(facts));
            }
        }
        found.values().removeIf(data -> data.length > LARGEST);
        keep(found);
        return known;
    }

    private static MessageFacts read(Contents contents, long message) {
        try {
            return StructureReader.read(contents.open(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Map<Long, byte[]> found) {
        if (found.isEmpty()) {
            return;
        }
        // Of another version, if there is one.
        new Sql(entities).update("DELETE FROM message_structure WHERE message_id = ANY(?)", (Object)
                found.keySet().toArray(Long[]::new));
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO message_structure (message_id, data) VALUES (?, ?)")) {
                for (Map.Entry<Long, byte[]> structure : found.entrySet()) {
                    insert.setLong(1, structure.getKey());
                    insert.setBytes(2, structure.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }
}
