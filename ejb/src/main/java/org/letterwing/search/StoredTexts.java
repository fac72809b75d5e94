package org.letterwing.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.store.Contents;
import org.letterwing.store.Structures;

/** Reads texts of stored messages, a batch of messages at a time. Lives in one transaction. */
final class StoredTexts {

    /** How many messages are looked at together. */
    static final int BATCH = 200;

    /** Most headers end before. */
    private static final int USUAL_HEADER = 8192;

    private final EntityManager entities;
    private final Structures structures;

    StoredTexts(EntityManager entities, Structures structures) {
        this.entities = entities;
        this.structures = structures;
    }

    /** Calls back with the header of each message that is there. */
    void headers(List<Long> messages, BiConsumer<Long, HeaderText> use) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<Long> batch = messages.subList(from, Math.min(from + BATCH, messages.size()));
            starts(batch).forEach((message, start) -> use.accept(message, HeaderText.of(whole(message, start))));
        }
    }

    private Map<Long, byte[]> starts(Collection<Long> messages) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, SUBSTRING(head FROM 1 FOR " + USUAL_HEADER + ") FROM message WHERE id = ANY(?)")) {
                statement.setArray(1, connection.createArrayOf("BIGINT", messages.toArray()));
                Map<Long, byte[]> starts = new HashMap<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        starts.put(row.getLong(1), row.getBytes(2));
                    }
                }
                return starts;
            }
        });
    }

    private byte[] whole(long message, byte[] start) {
        if (start.length < USUAL_HEADER || hasEnd(start)) {
            return start;
        }
        try (InputStream octets = new Contents(entities).open(message)) {
            return octets.readNBytes(HeaderText.LONGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasEnd(byte[] octets) {
        for (int i = 1; i < octets.length; i++) {
            if (octets[i] == '\n'
                    && (octets[i - 1] == '\n' || octets[i - 1] == '\r' && i > 1 && octets[i - 2] == '\n')) {
                return true;
            }
        }
        return false;
    }

    /** Takes the text of a message. */
    interface Use {
        /** Takes it; the reader may be called several times. */
        void accept(long message, Reader reader);
    }

    /** Reads the text of one message. */
    interface Reader {
        void read(MessageText.Sink sink);
    }

    /** Calls back for each message that is there. */
    void texts(List<Long> messages, Use use) {
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<Long> batch = messages.subList(from, Math.min(from + BATCH, messages.size()));
            Map<Long, MessageStructure> known = structures.of(batch);
            for (long message : batch) {
                MessageStructure structure = known.get(message);
                if (structure != null) {
                    use.accept(message, sink -> read(message, structure, sink));
                }
            }
        }
    }

    private void read(long message, MessageStructure structure, MessageText.Sink sink) {
        try {
            MessageText.read(new Contents(entities).open(message), structure, sink);
        } catch (IOException e) {
            throw new UncheckedIOException("The message " + message + " can't be read", e);
        }
    }
}
