package org.letterwing.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.letterwing.store.Contents;

/** The queue as its worker sees it: each call is a transaction of its own. Thread-safe. */
public interface QueueStore {

    /** Claims due entries, as {@link Claims#claim} says. */
    List<Claim> claim(UUID worker, Destinations wanted, int most, Duration lease);

    /** Renews leases, as {@link Claims#renew} says. */
    Set<Long> renew(UUID worker, Collection<Claim> claims, Duration lease);

    /** Makes entries due again whose workers are gone. */
    void takeOver();

    /** Puts off what is due in a domain. */
    void putOff(String domain, Duration time);

    /** Gives claims back with which nothing was done, to be due after a time. */
    void giveBack(Collection<Claim> unused, Duration pause);

    /** Returns those claims whose recipients are this server's. */
    List<Claim> here(Collection<Claim> claims);

    /**
     * Delivers to recipients of this server, and writes what came of it, with the reports to senders.
     *
     * @return what came of it; nothing for claims that don't hold any more
     */
    List<Outcome> deliverHere(Collection<Claim> claims);

    /** Writes what attempts came to, with the reports to senders. */
    void write(Collection<Outcome> outcomes);

    /** Returns the starts of the contents of mails. */
    Map<Long, Contents.Start> starts(Collection<Long> messages);

    /** Returns a piece of a content after its first, from 1; empty at the end. */
    byte[] piece(long message, int number);

    /**
     * Makes dead letters of what waited too long for an application.
     *
     * @return how many
     */
    int buryWhatWaitedTooLong();

    /**
     * Removes a batch of what ended long ago.
     *
     * @return whether there may be more
     */
    boolean removeEnded(Duration keep);

    /** Returns the routes by their domains. */
    Map<String, Route> routes();
}
