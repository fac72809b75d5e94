package org.letterwing.spi;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Mailboxes as POP3 sees them: stateless operations, one call, one transaction.
 *
 * <p>A maildrop is held exclusively (RFC 1939 4) by a hold that ends by itself unless it is renewed, on every server
 * that shares the database.
 */
public interface MaildropAccess {

    /** How long a hold lasts after it was taken or renewed, in seconds. */
    int HOLD_SECONDS = 60;

    /**
     * Takes the hold of an account's maildrop and lists what is in it.
     *
     * @param account the account's canonical address, as {@link SessionPolicy#authenticate} returned it
     * @throws MaildropInUseException if another session holds it
     */
    Maildrop open(String account) throws MaildropInUseException;

    /**
     * Reads a slice of a mail's content.
     *
     * @param entry the entry's key, as {@link Maildrop} listed it
     * @param offset where the slice starts, in octets from 0
     * @return the octets from the offset on, as many as one read of the store gives; empty at the end
     * @throws HoldLostException if the hold has ended, or the entry is gone
     */
    byte[] read(UUID hold, long entry, long offset) throws HoldLostException;

    /**
     * Reads the starts of mails' contents at once.
     *
     * @param entries the entries' keys, as {@link Maildrop} listed them
     * @return for each entry's key what {@link #read} gives at offset 0; those that are gone are missing
     * @throws HoldLostException if the hold has ended, or all entries are gone
     */
    Map<Long, byte[]> starts(UUID hold, Collection<Long> entries) throws HoldLostException;

    /** Renews a hold. */
    void renew(UUID hold) throws HoldLostException;

    /**
     * Removes mails and gives the hold back: the UPDATE state of RFC 1939 6.
     *
     * @param entries the keys of the entries to remove, possibly none
     * @throws HoldLostException if the hold has ended; then nothing was removed
     */
    void close(UUID hold, Collection<Long> entries) throws HoldLostException;
}
