package org.letterwing.mailbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a search looks for (RFC 9051 6.4.4). Texts are Unicode, and found in any case of their letters within the decoded
 * text of a message. Message numbers were made UIDs before.
 */
public sealed interface SearchKey {

    /** All of some keys. Without any: each message. */
    record And(List<SearchKey> keys) implements SearchKey {}

    /** One of two keys. */
    record Or(SearchKey one, SearchKey other) implements SearchKey {}

    /** Not a key. */
    record Not(SearchKey key) implements SearchKey {}

    /** The message is one of these. */
    record Uids(UidSet uids) implements SearchKey {}

    /** It has a system flag. */
    record HasFlag(SystemFlag flag) implements SearchKey {}

    /** It has a keyword. */
    record HasKeyword(String keyword) implements SearchKey {}

    /** Its size in octets: larger if {@code larger}, else smaller, than a number. */
    record Size(boolean larger, long octets) implements SearchKey {}

    /**
     * The day on which it arrived, or the one that its {@code Date} says, whatever the time zone of either.
     *
     * @param sent whether it is the day of the {@code Date}
     * @param relation where the day stands to the one of the key
     */
    record Day(boolean sent, Relation relation, LocalDate day) implements SearchKey {

        /** Where one day stands to another. */
        public enum Relation {
            BEFORE,
            ON,
            /** On that day or later. */
            SINCE
        }
    }

    /** It arrived before an instant, or at it or later (RFC 5032). */
    record Arrived(boolean before, Instant instant) implements SearchKey {}

    /** A field of its header has a text; an empty text asks for the field alone. The name is in any case. */
    record Header(String field, String text) implements SearchKey {}

    /** Its text body has a text. */
    record Body(String text) implements SearchKey {}

    /** Its header or its text body has a text. */
    record Text(String text) implements SearchKey {}

    /** Its last change has this modification sequence or a higher one (RFC 7162 3.1.5). */
    record Modseq(long least) implements SearchKey {}

    /** Its {@code EMAILID} (RFC 8474). */
    record EmailId(String id) implements SearchKey {}

    /** Its {@code THREADID} (RFC 8474); none has one here. */
    record ThreadId(String id) implements SearchKey {}
}
