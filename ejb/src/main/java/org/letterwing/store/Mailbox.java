package org.letterwing.store;

import java.util.Set;
import java.util.TreeSet;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.SpecialUse;

/**
 * A mailbox of an account, and the numbers that its next messages will get. Only its holder's lock may change it;
 * deliveries leave it alone.
 */
@Entity
class Mailbox {

    static final String INBOX = "INBOX";

    /** Where suspicious mail goes. */
    static final String JUNK = "Junk";

    /** How long all keywords together may be, in characters. */
    private static final int MAX_KEYWORDS = 4000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mailbox_seq")
    @SequenceGenerator(name = "mailbox_seq", sequenceName = "mailbox_seq", allocationSize = 1)
    private Long id;

    @Column(name = "account_id", updatable = false)
    private long accountId;

    @Column(updatable = false)
    private String name;

    @Column(name = "uid_next")
    private long uidNext;

    @Column(name = "highest_modseq")
    private long highestModseq;

    @Column(name = "message_count")
    private long messageCount;

    private long octets;

    @Column(name = "recent_uid")
    private long recentUid;

    private String keywords;

    @Column(name = "special_uses")
    private String specialUses;

    protected Mailbox() {}

    /**
     * Makes an empty mailbox.
     *
     * @param uses what it is for
     */
    Mailbox(long accountId, String name, Set<SpecialUse> uses) {
        this.accountId = accountId;
        this.name = name;
        this.specialUses = SpecialUses.text(uses);
        uidNext = 1;
        highestModseq = 1;
        recentUid = 1;
    }

    long id() {
        return id;
    }

    long uidNext() {
        return uidNext;
    }

    long highestModseq() {
        return highestModseq;
    }

    /** Returns the lowest UID that no session has been told of (RFC 3501 2.3.2). */
    long recentUid() {
        return recentUid;
    }

    /** A session is told of all that has a UID. */
    void told() {
        recentUid = uidNext;
    }

    /** Returns the keywords that its messages have or had. */
    Set<String> keywords() {
        return FlagBits.keywords(keywords);
    }

    /**
     * Remembers keywords.
     *
     * @throws MailboxException if there would be too many
     */
    void remember(Set<String> added) throws MailboxException {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(keywords());
        if (all.addAll(added)) {
            String text = FlagBits.text(all);
            if (text.length() > MAX_KEYWORDS) {
                throw new MailboxException(Reason.LIMIT, "The mailbox has too many keywords");
            }
            keywords = text;
        }
    }

    /** Returns the modification sequence that the next change gets (RFC 7162 3.1). */
    long nextModseq() {
        return highestModseq + 1;
    }

    /** Counts entries that got the next UIDs and the next modification sequence. */
    void numbered(long count, long size) {
        uidNext += count;
        messageCount += count;
        octets += size;
    }

    /** Counts numbered entries that were removed. */
    void removed(long count, long size) {
        messageCount -= count;
        octets -= size;
    }

    /** Notes that something changed with the next modification sequence. */
    void changed() {
        highestModseq++;
    }
}
