package org.letterwing.pop3;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What a POP3 session asks of the mail system behind it.
 *
 * <p>Calls come from an event loop and must not block; the stages may complete on any thread. Thread-safe.
 */
public interface Pop3Backend {

    /** Returns why no session can begin now, as text for the client; empty when one can. */
    Optional<String> refuseSession();

    /**
     * Takes the hold of an account's maildrop.
     *
     * @param account the account's canonical name
     */
    CompletionStage<Opening> open(String account);

    /**
     * Whether a maildrop was opened.
     *
     * @param maildrop the maildrop; null if it wasn't
     * @param failure why it wasn't; null if it was
     */
    record Opening(Maildrop maildrop, OpeningFailure failure) {}

    /** Why a maildrop was not opened. */
    enum OpeningFailure {
        /** Another session holds the maildrop: {@code [IN-USE]} (RFC 2449 8.1.2). */
        IN_USE,
        /** Something failed that may work later: {@code [SYS/TEMP]} (RFC 3206 4). */
        TEMPORARY
    }

    /** A maildrop (RFC 1939 3) held by one session. */
    interface Maildrop {

        /** Returns the mails, which don't change during the session. */
        List<Mail> mails();

        /**
         * Reads a slice of a mail's content, from the offset on.
         *
         * @return octets, as many as one read gives; empty at the end. Fails if the hold is lost.
         */
        CompletionStage<byte[]> read(Mail mail, long offset);

        /**
         * Reads the starts of some mails at once.
         *
         * @return what {@link #read} gives at offset 0, by the mails' keys; those that are gone are missing
         */
        CompletionStage<Map<Long, byte[]>> starts(Collection<Mail> some);

        /** Tells that the session is alive: to be called at least every {@link #RENEWAL_SECONDS}. */
        CompletionStage<Void> renew();

        /** Removes mails and gives the hold back; to be called once, with no mails when the session dies. */
        CompletionStage<Void> close(Set<Mail> deleted);

        /** How often a session renews its hold, in seconds. */
        int RENEWAL_SECONDS = 20;
    }

    /**
     * One mail.
     *
     * @param key a number of its own, never given again; the UIDL is built from it
     * @param size in octets
     */
    record Mail(long key, long size) {}
}
