package org.letterwing.store;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Shows the mails in the mailboxes of accounts to parts of this server, the newest first, and changes nothing. Thread-safe. */
@ApplicationScoped
public class StoredMails {

    @Inject
    private EntityManager entities;

    protected StoredMails() {}

    /** Works with the given entity manager. */
    public StoredMails(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * A mail in a mailbox.
     *
     * @param id the key of its place there: the higher, the newer
     * @param message the key of what it says
     * @param size in octets
     * @param arrived when it was delivered
     */
    public record StoredMail(long id, long message, long size, Instant arrived) {}

    /**
     * Returns the newest mails.
     *
     * @param before only those with lower keys
     * @param most how many at most
     */
    public List<StoredMail> newest(Collection<Long> accounts, long before, int most) {
        return entities
                .createQuery(
                        "SELECT e FROM MailboxEntry e, Mailbox m WHERE m.id = e.mailboxId AND m.accountId IN :accounts"
                                + " AND e.id < :before ORDER BY e.id DESC",
                        MailboxEntry.class)
                .setParameter("accounts", accounts)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(MailboxEntry::view)
                .toList();
    }

    /** Returns what a mail says, all of it in memory; no octets if it is gone. */
    public byte[] content(StoredMail mail) {
        var contents = new Contents(entities);
        var octets = new ByteArrayOutputStream();
        contents.starts(List.of(mail.message())).values().forEach(start -> octets.writeBytes(start.head()));
        for (int number = 1; octets.size() > 0 && octets.size() < mail.size(); number++) {
            byte[] piece = contents.piece(mail.message(), number);
            if (piece.length == 0) {
                break; // it was removed just now
            }
            octets.writeBytes(piece);
        }
        return octets.toByteArray();
    }
}
