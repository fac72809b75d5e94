package org.letterwing.imap;

import java.util.ArrayList;
import java.util.List;

import org.letterwing.mailbox.UidSet;

/**
 * Which messages a client means (RFC 9051 9, sequence-set): ranges of numbers or UIDs, with {@code *} for the highest; or
 * {@code $} for those that its last search found (RFC 5182).
 *
 * @param ranges in the client's order; null for {@code $}
 */
record SequenceSet(List<Range> ranges) {

    /** Stands for {@code *}: more than any number. */
    private static final long HIGHEST = Long.MAX_VALUE;

    /** A range with its ends in any order (RFC 9051 9, seq-range). */
    private record Range(long one, long other) {

        private UidSet.Range upTo(long highest) {
            long from = one == HIGHEST ? highest : one;
            long to = other == HIGHEST ? highest : other;
            return new UidSet.Range(Math.min(from, to), Math.max(from, to));
        }

        private boolean isBeyond(long highest) {
            return one != HIGHEST && one > highest || other != HIGHEST && other > highest;
        }
    }

    /** Reads a set. */
    static SequenceSet parse(Arguments arguments) throws SyntaxException {
        if (arguments.skip('$')) {
            return new SequenceSet(null);
        }
        List<Range> ranges = new ArrayList<>();
        do {
            long one = end(arguments);
            ranges.add(new Range(one, arguments.skip(':') ? end(arguments) : one));
        } while (arguments.skip(','));
        return new SequenceSet(ranges);
    }

    private static long end(Arguments arguments) throws SyntaxException {
        return arguments.skip('*') ? HIGHEST : arguments.nonZeroNumber();
    }

    /** Returns whether a set, not a search key, comes next. */
    static boolean isNext(Arguments arguments) {
        if (arguments.isNext('*') || arguments.isNext('$')) {
            return true;
        }
        for (char digit = '1'; digit <= '9'; digit++) {
            if (arguments.isNext(digit)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns which of the messages that the client knows are meant.
     *
     * @param uid whether the numbers are UIDs
     * @throws SyntaxException if a message number is higher than there are messages
     */
    UidSet resolve(SelectedMailbox mailbox, boolean uid) throws SyntaxException {
        UidSet known = mailbox.uids();
        if (ranges == null) {
            return mailbox.saved().intersect(known);
        }
        if (uid) {
            return known.isEmpty() ? known : upTo(known.last()).intersect(known);
        }
        List<UidSet.Range> meant = new ArrayList<>(ranges.size());
        for (Range range : ranges) {
            if (range.isBeyond(known.size())) {
                throw new SyntaxException(Replies.NO_SUCH_NUMBER);
            }
            if (!known.isEmpty()) {
                UidSet.Range numbers = range.upTo(known.size());
                meant.add(new UidSet.Range(known.get(numbers.first() - 1), known.get(numbers.last() - 1)));
            }
        }
        return UidSet.ofRanges(meant).intersect(known);
    }

    /** Returns the UIDs that are meant, whether there are such messages, or were, or not. */
    UidSet asked(SelectedMailbox mailbox) {
        return ranges == null ? mailbox.saved() : upTo(mailbox.uidNext() - 1);
    }

    private UidSet upTo(long highest) {
        return UidSet.ofRanges(ranges.stream().map(range -> range.upTo(highest)).toList());
    }
}
