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

/** A message's place in a mailbox, as a delivery makes it; its numbers are given later, by the database itself. */
@Entity
@Immutable
@Table(name = "mailbox_entry")
class MailboxEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mailbox_entry_seq")
    @SequenceGenerator(name = "mailbox_entry_seq", sequenceName = "mailbox_entry_seq", allocationSize = 256)
    private Long id;

    @Column(name = "mailbox_id")
    private long mailboxId;

    @Column(name = "message_id")
    private long messageId;

    @Column(insertable = false)
    private Long uid;

    private long size;

    @Column(name = "internal_date")
    private Instant internalDate;

    protected MailboxEntry() {}

    MailboxEntry(long mailboxId, long messageId, long size, Instant internalDate) {
        this.mailboxId = mailboxId;
        this.messageId = messageId;
        this.size = size;
        this.internalDate = internalDate;
    }

    StoredMails.StoredMail view() {
        return new StoredMails.StoredMail(id, messageId, size, internalDate);
    }
}
