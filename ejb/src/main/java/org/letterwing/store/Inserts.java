package org.letterwing.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

/**
 * The rows that one transaction inserts, in as few and as large JDBC batches as memory allows: messages and chunks
 * before the entries that refer to them. Lives in one transaction.
 */
final class Inserts {

    /** How much content waits in memory, in octets. */
    private static final int MUCH = 16 * Message.CHUNK;

    private static final int MANY_ENTRIES = 1000;

    private final EntityManager entities;
    private final List<MessageChunk> chunks = new ArrayList<>();
    private final List<MailboxEntry> entries = new ArrayList<>();
    private final List<Consumer<EntityManager>> others = new ArrayList<>();
    private long octets;

    Inserts(EntityManager entities) {
        this.entities = entities;
    }

    /** Adds a message, which has its id then, with that many octets in its head. */
    void add(Message message, long size) {
        entities.persist(message);
        flushIfMuch(size);
    }

    /** Adds a chunk, with that many octets, of a message that was added before. */
    void add(MessageChunk chunk, long size) {
        chunks.add(chunk);
        flushIfMuch(size);
    }

    /** Adds an entry of a message that was added before. */
    void add(MailboxEntry entry) {
        entries.add(entry);
        if (entries.size() >= MANY_ENTRIES) {
            flush();
        }
    }

    /** Adds what persists other rows that refer to messages. */
    void add(Consumer<EntityManager> persist) {
        others.add(persist);
    }

    private void flushIfMuch(long added) {
        octets += added;
        if (octets >= MUCH) {
            flush();
        }
    }

    /** Executes what was added. Hibernate inserts by kind, in the order in which the kinds are first persisted. */
    void flush() {
        chunks.forEach(entities::persist);
        entries.forEach(entities::persist);
        others.forEach(other -> other.accept(entities));
        entities.flush();
        entities.clear();
        chunks.clear();
        entries.clear();
        others.clear();
        octets = 0;
    }
}
