package org.letterwing.mailbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The mailboxes of accounts: stateless operations, one call, one transaction. What a session has seen it remembers
 * itself, and asks for what has changed since.
 *
 * <p>An account is named by its canonical address, as the login gave it. A mailbox name is its hierarchy's levels with
 * {@link #SEPARATOR} in between, in Unicode; {@code INBOX} in any case is the INBOX. An open mailbox is named by the key
 * that {@link #open} gave; if it is removed meanwhile, {@link MailboxException.Reason#NONEXISTENT} is thrown.
 *
 * <p>Each operation that looks at a mailbox gives UIDs and modification sequences to what was delivered since. Calls
 * come from several threads at once.
 */
public interface MailboxAccess {

    /** Stands between the levels of a mailbox name. */
    char SEPARATOR = '/';

    /** The longest mailbox name, in characters. */
    int MAX_NAME = 255;

    /** Returns all mailboxes of an account, and the names that it subscribes to without a mailbox, in the order of names. */
    List<MailboxInfo> list(String account);

    /** Returns the figures of a mailbox; of several in one call for LIST-STATUS (RFC 5819). Missing ones are left out. */
    Map<String, MailboxStatus> status(String account, Collection<String> names);

    /**
     * Creates a mailbox and what is missing above it (RFC 9051 6.3.4).
     *
     * @param uses what it is for (RFC 6154); empty for nothing special
     * @return its {@code MAILBOXID} (RFC 8474)
     */
    String create(String account, String name, Set<SpecialUse> uses) throws MailboxException;

    /** Removes a mailbox with all that is in it (RFC 9051 6.3.5). One with others below it stays as a name alone. */
    void delete(String account, String name) throws MailboxException;

    /** Renames a mailbox and those below it; of the INBOX it moves the messages alone (RFC 9051 6.3.6). */
    void rename(String account, String name, String newName) throws MailboxException;

    /** Adds a name to those that an account subscribes to, or takes it away (RFC 9051 6.3.7, 6.3.8). */
    void subscribe(String account, String name, boolean subscribed) throws MailboxException;

    /** Returns how much an account has, and may have (RFC 9208). */
    Quota quota(String account);

    /**
     * Opens a mailbox.
     *
     * @param readOnly whether its messages stay recent for the next session (RFC 3501 2.3.2)
     */
    OpenMailbox open(String account, String name, boolean readOnly) throws MailboxException;

    /**
     * Returns what has changed in a mailbox.
     *
     * @param since the highest modification sequence that the session knows
     */
    Changes changes(long mailbox, long since) throws MailboxException;

    /**
     * Returns which mailboxes have changed, in one question for all sessions of a server.
     *
     * @param known the highest modification sequence that is known of each
     */
    Set<Long> news(Map<Long, Long> known);

    /**
     * Reads messages, in the order of their UIDs.
     *
     * @param uids which; those that are gone are passed over
     * @param parts what is wanted of them
     * @return the first of them, as many as may be in memory at once
     */
    FetchedMessages fetch(long mailbox, UidSet uids, Set<FetchPart> parts) throws MailboxException;

    /**
     * Reads a piece of a message's content.
     *
     * @param offset where it starts, in octets from 0
     * @return the octets from there on, as many as one read of the store gives; empty at the end
     * @throws MailboxException {@link MailboxException.Reason#EXPUNGED} if the message is gone
     */
    byte[] read(long mailbox, long uid, long offset) throws MailboxException;

    /**
     * Changes the flags of messages.
     *
     * @param unchangedSince the highest modification sequence that a message may have to be changed (RFC 7162 3.1.3);
     *     empty for any
     */
    StoredFlags store(long mailbox, UidSet uids, FlagChange change, OptionalLong unchangedSince)
            throws MailboxException;

    /** Copies messages to a mailbox of the account, all or none (RFC 9051 6.4.7). */
    CopiedMessages copy(long mailbox, UidSet uids, String account, String target) throws MailboxException;

    /** Moves messages to a mailbox of the account, all or none (RFC 6851). */
    CopiedMessages move(long mailbox, UidSet uids, String account, String target) throws MailboxException;

    /**
     * Removes the messages with {@code \Deleted} (RFC 9051 6.4.3).
     *
     * @param uids only those among these; null for all
     */
    Changes expunge(long mailbox, UidSet uids) throws MailboxException;

    /**
     * Adds messages to a mailbox, all or none (RFC 9051 6.3.12, RFC 3502).
     *
     * @throws MailboxException {@link MailboxException.Reason#TRYCREATE} if it doesn't exist,
     *     {@link MailboxException.Reason#OVERQUOTA} if there is no room
     */
    AppendedMessages append(String account, String name, List<NewMessage> messages) throws MailboxException;

    /** Returns the UIDs of messages that a search finds. */
    FoundMessages search(long mailbox, SearchKey key) throws MailboxException;

    /** Returns the UIDs of messages that a search finds, in an order (RFC 5256 3). */
    List<Long> sort(long mailbox, SearchKey key, List<SortCriterion> order) throws MailboxException;

    /** Returns the UIDs of messages that a search finds, in threads (RFC 5256 4). */
    List<MessageThread> thread(long mailbox, SearchKey key, ThreadAlgorithm algorithm) throws MailboxException;
}
