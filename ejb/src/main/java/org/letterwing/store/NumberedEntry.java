package org.letterwing.store;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

import org.letterwing.mailbox.Flags;

/** A message's place in a mailbox, as one makes it who holds the mailbox's lock: with its numbers and flags. */
@Entity
@Immutable
@Table(name = "mailbox_entry")
class NumberedEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mailbox_entry_seq")
    @SequenceGenerator(name = "mailbox_entry_seq", sequenceName = "mailbox_entry_seq", allocationSize = 256)
    private Long id;

    @Column(name = "mailbox_id")
    private long mailboxId;

    @Column(name = "message_id")
    private long messageId;

    private long uid;

    private long modseq;

    private long size;

    @Column(name = "internal_date")
    private Instant internalDate;

    private short flags;

    private String keywords;

    protected NumberedEntry() {}

    /**
     * Makes an entry with the next modification sequence of a mailbox.
     *
     * @param size of the message, in octets
     */
    NumberedEntry(Mailbox mailbox, long messageId, long uid, long size, Instant internalDate, Flags flags) {
        this.mailboxId = mailbox.id();
        this.messageId = messageId;
        this.uid = uid;
        this.modseq = mailbox.nextModseq();
        this.size = size;
        this.internalDate = internalDate;
        this.flags = (short) FlagBits.bits(flags.system());
        this.keywords = FlagBits.text(flags.keywords());
    }

    long size() {
        return size;
    }
}
