package org.letterwing.mailbox;

/** One criterion of an order (RFC 5256 3). */
public record SortCriterion(Field field, boolean reverse) {

    /** What is compared. */
    public enum Field {
        ARRIVAL,
        CC,
        DATE,
        FROM,
        SIZE,
        SUBJECT,
        TO,
        /** The name that shows of the author (RFC 5957). */
        DISPLAYFROM,
        /** The name that shows of the first recipient (RFC 5957). */
        DISPLAYTO
    }
}
