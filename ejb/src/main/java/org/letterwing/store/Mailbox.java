package org.letterwing.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

/**
 * A mailbox of an account, and the numbers that its next messages will get. Only its holder's lock may change it;
 * deliveries leave it alone.
 */
@Entity
class Mailbox {

    static final String INBOX = "INBOX";

    /** Where suspicious mail goes. */
    static final String JUNK = "Junk";

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

    protected Mailbox() {}

    Mailbox(long accountId, String name) {
        this.accountId = accountId;
        this.name = name;
        uidNext = 1;
        highestModseq = 1;
    }

    long id() {
        return id;
    }

    long uidNext() {
        return uidNext;
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
