package org.letterwing.pop3;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.letterwing.pop3.Pop3Backend.Mail;

/**
 * The messages of a session: their numbers, from 1, and which of them are marked as deleted.
 *
 * <p>Lives on one event loop.
 */
final class Messages {

    private final List<Mail> mails;
    private final BitSet deleted = new BitSet();
    private int count;
    private long octets;

    Messages(List<Mail> mails) {
        this.mails = mails;
        reset();
    }

    /** Returns how many there are, without the deleted ones. */
    int count() {
        return count;
    }

    /** Returns the octets of all together, without the deleted ones. */
    long octets() {
        return octets;
    }

    /** Returns the message of this number; null if there is none, or if it is marked as deleted. */
    Mail find(long number) {
        return number < 1 || number > mails.size() || deleted.get((int) number - 1)
                ? null
                : mails.get((int) number - 1);
    }

    /** Marks a message as deleted; returns whether there was one. */
    boolean delete(long number) {
        Mail mail = find(number);
        if (mail == null) {
            return false;
        }
        deleted.set((int) number - 1);
        count--;
        octets -= mail.size();
        return true;
    }

    /** Takes all marks away. */
    void reset() {
        deleted.clear();
        count = mails.size();
        octets = mails.stream().mapToLong(Mail::size).sum();
    }

    /** Returns the messages that are marked as deleted. */
    Set<Mail> deleted() {
        return deleted.stream().mapToObj(mails::get).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the line of a listing for one message. */
    String line(long number, ToLongFunction<Mail> fact) {
        return number + " " + fact.applyAsLong(mails.get((int) number - 1));
    }

    /** Returns the lines of a listing, made on demand, without the deleted ones. */
    Iterator<String> lines(ToLongFunction<Mail> fact) {
        return IntStream.rangeClosed(1, mails.size())
                .filter(number -> !deleted.get(number - 1))
                .mapToObj(number -> line(number, fact))
                .iterator();
    }
}
