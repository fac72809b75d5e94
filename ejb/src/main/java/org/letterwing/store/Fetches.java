package org.letterwing.store;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.UidSet;

/** Reads messages of a mailbox, as many at once as memory allows. Thread-safe. */
@ApplicationScoped
public class Fetches {

    private static final int MOST = 1000;
    private static final int MOST_STRUCTURES = 250;
    private static final int MOST_HEADERS = 250;
    private static final int MOST_CONTENTS = 32;

    /** So much of a message is read for its header: most are shorter. */
    private static final int USUAL_HEADER = 4096;

    /** The order of UIDs, said as the index has it: H2 would read and sort the whole mailbox for each slice. */
    private static final String INDEX_ORDER = " ORDER BY e.mailbox_id, e.uid";

    /** The longest header that is given at once; what is longer is read in pieces, as the content is. */
    private static final int LONGEST_HEADER = 16 * Message.CHUNK;

    @Inject
    private EntityManager entities;

    @Inject
    private Structures structures;

    protected Fetches() {}

    /** Works with the given entity manager and structures. */
    Fetches(EntityManager entities, Structures structures) {
        this.entities = entities;
        this.structures = structures;
    }

    private record Row(
            long uid, long modseq, Flags flags, Instant internalDate, long size, long message, byte[] start) {}

    /** Returns the first of some messages; {@code next} says where to go on. */
    public FetchedMessages fetch(long mailbox, UidSet uids, Set<FetchPart> parts) {
        int most = most(parts);
        List<Row> rows = new ArrayList<>();
        for (UidSlice slice : UidSlice.of(uids)) {
            if (rows.size() > most) {
                break;
            }
            rows.addAll(rows(mailbox, slice, parts, most + 1 - rows.size()));
        }
        long next = 0;
        if (rows.size() > most) {
            next = rows.get(most).uid();
            rows = rows.subList(0, most);
        }
        Map<Long, MessageStructure> known = parts.contains(FetchPart.STRUCTURE)
                ? structures.of(rows.stream().map(Row::message).toList())
                : Map.of();
        List<FetchedMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!parts.contains(FetchPart.STRUCTURE) || known.containsKey(row.message())) {
                messages.add(fetched(row, parts, known.get(row.message())));
            }
        }
        return new FetchedMessages(messages, next);
    }

    private static int most(Set<FetchPart> parts) {
        if (parts.contains(FetchPart.CONTENT)) {
            return MOST_CONTENTS;
        }
        if (parts.contains(FetchPart.HEADER)) {
            return MOST_HEADERS;
        }
        return parts.contains(FetchPart.STRUCTURE) ? MOST_STRUCTURES : MOST;
    }

    private List<Row> rows(long mailbox, UidSlice slice, Set<FetchPart> parts, int most) {
        boolean content = parts.contains(FetchPart.CONTENT);
        boolean starts = content || parts.contains(FetchPart.HEADER);
        String start = content ? ", m.head" : ", SUBSTRING(m.head FROM 1 FOR " + USUAL_HEADER + ")";
        return new Sql(entities)
                .list(
                        "SELECT e.uid, e.modseq, e.flags, e.keywords, e.internal_date, e.size, e.message_id"
                                + (starts ? start : "") + " FROM mailbox_entry e"
                                + (starts ? " JOIN message m ON m.id = e.message_id" : "") + " WHERE e.mailbox_id = ?"
                                + slice.condition() + INDEX_ORDER + " FETCH FIRST " + most + " ROWS ONLY",
                        row -> row(row, starts),
                        slice.parameters(mailbox));
    }

    private static Row row(ResultSet row, boolean withStart) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getLong(2),
                FlagBits.flags(row.getInt(3), row.getString(4)),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6),
                row.getLong(7),
                withStart ? row.getBytes(8) : null);
    }

    private FetchedMessage fetched(Row row, Set<FetchPart> parts, MessageStructure structure) {
        return new FetchedMessage(
                row.uid(),
                row.modseq(),
                row.flags(),
                row.internalDate(),
                row.size(),
                "M" + row.message(),
                structure,
                parts.contains(FetchPart.HEADER) ? header(row) : null,
                parts.contains(FetchPart.CONTENT) ? row.start() : null);
    }

    /** Returns a message's header: what was read of it, or more if it is longer than most. */
    private byte[] header(Row row) {
        byte[] start = row.start();
        int end = headerEnd(start);
        if (end < 0 && start.length < row.size()) {
            start = longStart(row); // a few are longer
            end = headerEnd(start);
        }
        return end < 0 || end == start.length ? start : Arrays.copyOf(start, end);
    }

    private byte[] longStart(Row row) {
        var octets = new ByteArrayOutputStream();
        Contents contents = new Contents(entities);
        contents.starts(List.of(row.message())).values().forEach(start -> octets.writeBytes(start.head()));
        int number = 1;
        while (octets.size() < Math.min(row.size(), LONGEST_HEADER) && headerEnd(octets.toByteArray()) < 0) {
            byte[] piece = contents.piece(row.message(), number++);
            if (piece.length == 0) {
                break; // it was removed just now
            }
            octets.writeBytes(piece);
        }
        return octets.toByteArray();
    }

    /** Returns where the empty line ends; -1 if there is none. A message may begin with it. */
    private static int headerEnd(byte[] octets) {
        if (octets.length >= 2 && octets[0] == '\r' && octets[1] == '\n') {
            return 2;
        }
        for (int at = 3; at < octets.length; at++) {
            if (octets[at] == '\n' && octets[at - 1] == '\r' && octets[at - 2] == '\n' && octets[at - 3] == '\r') {
                return at + 1;
            }
        }
        return -1;
    }

    /** Returns the piece of a message's content that begins at an offset; empty at the end. */
    public byte[] read(long mailbox, long uid, long offset) throws MailboxException {
        long number = offset / Message.CHUNK;
        boolean head = number == 0;
        String sql = "SELECT " + (head ? "m.head" : "c.data") + " FROM mailbox_entry e"
                + (head
                        ? " JOIN message m ON m.id = e.message_id"
                        : " LEFT JOIN message_chunk c ON c.message_id = e.message_id AND c.number = " + number)
                + " WHERE e.mailbox_id = ? AND e.uid = ?";
        List<byte[]> found = new Sql(entities).list(sql, row -> orEmpty(row.getBytes(1)), mailbox, uid);
        if (found.isEmpty()) {
            throw new MailboxException(Reason.EXPUNGED, "The message has been expunged");
        }
        byte[] piece = found.get(0);
        int start = (int) Math.min(offset % Message.CHUNK, piece.length);
        return start == 0 ? piece : Arrays.copyOfRange(piece, start, piece.length);
    }

    private static byte[] orEmpty(byte[] octets) {
        return octets == null ? new byte[0] : octets;
    }
}
