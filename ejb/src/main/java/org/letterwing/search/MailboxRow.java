package org.letterwing.search;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.persistence.EntityManager;

import org.hibernate.Session;

import org.letterwing.mailbox.SystemFlag;

/**
 * What the store's row says of a message in a mailbox.
 *
 * @param flags a bit for each system flag
 * @param keywords with a space between them; null for none
 * @param message the message's key
 */
record MailboxRow(long uid, long modseq, int flags, String keywords, Instant internalDate, long size, long message) {

    private static final String ROWS = "SELECT uid, modseq, flags, keywords, internal_date, size, message_id"
            + " FROM mailbox_entry WHERE mailbox_id = ? AND uid IS NOT NULL ORDER BY uid";

    /** Returns the messages of a mailbox in the order of their UIDs. */
    static List<MailboxRow> of(EntityManager entities, long mailbox) {
        entities.flush();
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
                statement.setLong(1, mailbox);
                statement.setFetchSize(1000);
                List<MailboxRow> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(of(row));
                    }
                }
                return rows;
            }
        });
    }

    private static MailboxRow of(ResultSet row) throws SQLException {
        return new MailboxRow(
                row.getLong("uid"),
                row.getLong("modseq"),
                row.getInt("flags"),
                row.getString("keywords"),
                row.getObject("internal_date", OffsetDateTime.class).toInstant(),
                row.getLong("size"),
                row.getLong("message_id"));
    }

    boolean has(SystemFlag flag) {
        return (flags & 1 << flag.ordinal()) != 0;
    }

    boolean has(String keyword) {
        return keywords != null && Arrays.stream(keywords.split(" ")).anyMatch(keyword::equalsIgnoreCase);
    }
}
