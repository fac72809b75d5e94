package org.letterwing.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    /**
     * Adds a message, and returns its key.
     *
     * @param size of the content in octets
     * @throws IOException if the content can't be read, or has another size
     */
    long addMessage(UUID deliveryId, InputStream content, long size) throws IOException {
        Message message = new Message(deliveryId, size, next(content, size));
        entities.persist(message);
        flushIfMuch(Math.min(size, Message.CHUNK));
        int number = 1;
        for (long rest = size - Message.CHUNK; rest > 0; rest -= Message.CHUNK) {
            chunks.add(new MessageChunk(message.id(), number++, next(content, rest)));
            flushIfMuch(Message.CHUNK);
        }
        if (content.read() >= 0) {
            throw new IOException("The content is larger than its size says");
        }
        return message.id();
    }

    private static byte[] next(InputStream content, long rest) throws IOException {
        byte[] chunk = new byte[(int) Math.min(rest, Message.CHUNK)];
        if (content.readNBytes(chunk, 0, chunk.length) < chunk.length) {
            throw new IOException("The content is smaller than its size says");
        }
        return chunk;
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
