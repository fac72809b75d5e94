package org.letterwing.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.UidSet;
import org.letterwing.net.ReadAhead;

/**
 * The mailbox that a session has selected, as far as the client was told of it: which message has which number, and what
 * is to be told of it next (RFC 9051 5.2).
 *
 * <p>Lives on the session's event loop.
 */
final class SelectedMailbox {

    private final String name;
    private final long key;
    private final long uidValidity;
    private final boolean readOnly;
    private final long recentFrom;
    private final Set<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private UidSet uids;
    private long uidNext;
    private long highestModseq;
    /** Messages that are gone, and still have their numbers for the client. */
    private UidSet untold = UidSet.EMPTY;

    private final ReadAhead<Fetch.Wanted, FetchedMessage> ahead;
    private UidSet saved = UidSet.EMPTY;
    /** The modification sequences of which the client knows more than the last question did; null for none. */
    private Map<Long, Long> told;

    /**
     * Shows it as it was opened.
     *
     * @param loop the event loop of the session
     */
    SelectedMailbox(String name, OpenMailbox opened, boolean readOnly, ScheduledExecutorService loop) {
        ahead = new ReadAhead<>(loop, message -> message.start().length);
        this.name = name;
        this.readOnly = readOnly;
        key = opened.key();
        uidValidity = opened.uidValidity();
        recentFrom = opened.recentFrom();
        uids = opened.uids();
        uidNext = opened.uidNext();
        highestModseq = opened.highestModseq();
        keywords.addAll(opened.keywords());
    }

    String name() {
        return name;
    }

    /** Returns what names it in questions. */
    long key() {
        return key;
    }

    long uidValidity() {
        return uidValidity;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Returns the messages that have a number, in the order of their numbers. */
    UidSet uids() {
        return uids;
    }

    long uidNext() {
        return uidNext;
    }

    /** Returns the highest modification sequence of what the client was told (RFC 7162). */
    long highestModseq() {
        return highestModseq;
    }

    /** Returns the keywords that its messages have or had. */
    Set<String> keywords() {
        return keywords;
    }

    /** Returns the number of a message; 0 if it has none. */
    long number(long uid) {
        return uids.contains(uid) ? uids.countBelow(uid) + 1 : 0;
    }

    /** Returns the UID of a number; 0 if there is no such message. */
    long uid(long number) {
        return number < 1 || number > uids.size() ? 0 : uids.get(number - 1);
    }

    /** Returns the numbers of messages that have some. */
    UidSet numbers(UidSet messages) {
        List<UidSet.Range> numbers = new ArrayList<>();
        for (UidSet.Range range : messages.intersect(uids).ranges()) {
            long first = uids.countBelow(range.first()) + 1;
            numbers.add(new UidSet.Range(first, first + range.last() - range.first()));
        }
        return UidSet.ofRanges(numbers);
    }

    /** Returns the lowest UID that is recent here (RFC 3501 2.3.2). */
    long recentFrom() {
        return recentFrom;
    }

    boolean isRecent(long uid) {
        return uid >= recentFrom;
    }

    /** Returns how many messages are recent (RFC 3501 2.3.2). */
    long recent() {
        return uids.size() - uids.countBelow(recentFrom);
    }

    /** Returns the result of the last search that was saved (RFC 5182 2.1). */
    UidSet saved() {
        return saved;
    }

    void save(UidSet found) {
        saved = found;
    }

    /** Returns what was read of messages that the client has not asked for; it holds as long as nothing is known to change. */
    ReadAhead<Fetch.Wanted, FetchedMessage> ahead() {
        return ahead;
    }

    /** Remembers that the client was told of flags, or doesn't want to be, so that they are not told again. */
    void told(Collection<MessageFlags> messages) {
        if (messages.isEmpty()) {
            return;
        }
        ahead.drop();
        if (told == null) {
            told = new HashMap<>();
        }
        messages.forEach(message -> told.put(message.uid(), message.modseq()));
    }

    /**
     * Takes over what has changed.
     *
     * @param expunges whether the client may be told now of messages that are gone, so that numbers change
     * @return what the client is to be told, in this order; written later, it still is as of now
     */
    Iterator<Response> update(Changes changes, boolean expunges, Set<Enabled> enabled) {
        List<Iterator<? extends Response>> news = new ArrayList<>(4);
        UidSet gone = untold.union(changes.vanished()).intersect(uids);
        if (!gone.isEmpty() && expunges) {
            news.add(enabled.contains(Enabled.QRESYNC) ? new Vanished(gone, false) : new Expunges(uids, gone));
            uids = uids.minus(gone);
            saved = saved.minus(gone);
        }
        untold = expunges ? UidSet.EMPTY : gone;
        UidSet arrived = arrived(changes);
        if (!arrived.isEmpty()) {
            uids = uids.union(arrived);
            news.add(List.of(exists(enabled)).iterator());
        }
        news.add(
                newKeywords(changes.changed().stream().map(MessageFlags::flags)).iterator());
        news.add(changedFlags(changes, arrived, enabled));
        if (changes.highestModseq() > highestModseq) {
            ahead.drop();
        }
        uidNext = Math.max(uidNext, changes.uidNext());
        highestModseq = Math.max(highestModseq, changes.highestModseq());
        told = null;
        return new Joined(news);
    }

    private UidSet arrived(Changes changes) {
        return UidSet.of(changes.changed().stream()
                .mapToLong(MessageFlags::uid)
                .filter(uid -> uid >= uidNext)
                .toArray());
    }

    /** Takes over the keywords of messages; returns what the client is to be told before it hears of new ones. */
    List<Response> newKeywords(Stream<Flags> flags) {
        int known = keywords.size();
        flags.forEach(message -> keywords.addAll(message.keywords()));
        return keywords.size() > known ? List.of(flags()) : List.of();
    }

    /** Returns how many messages there are. */
    Response exists(Set<Enabled> enabled) {
        long messages = uids.size();
        long recent = recent();
        return out -> {
            out.text("* ").number(messages).text(" EXISTS").end();
            // RFC 9051 appendix E, 7: rev2 has none
            if (!enabled.contains(Enabled.IMAP4REV2)) {
                out.text("* ").number(recent).text(" RECENT").end();
            }
        };
    }

    /** Returns which flags there are, and which can be kept. */
    Response flags() {
        Set<String> known = Set.copyOf(keywords);
        return out -> {
            out.text("* FLAGS ").flags(known, List.of()).end();
            out.text("* OK [PERMANENTFLAGS ");
            if (readOnly) {
                out.text("()");
            } else {
                out.flags(known, List.of("\\*"));
            }
            out.text("] ").text(Replies.PERMANENT_FLAGS).end();
        };
    }

    private Iterator<Response> changedFlags(Changes changes, UidSet arrived, Set<Enabled> enabled) {
        UidSet seen = uids;
        Map<Long, Long> known = told == null ? Map.of() : told;
        return changes.changed().stream()
                .filter(message -> seen.contains(message.uid())
                        && !arrived.contains(message.uid())
                        && known.getOrDefault(message.uid(), 0L) < message.modseq())
                .map(message -> flagsOf(message, enabled))
                .iterator();
    }

    /** Returns the flags of a message that has a number. */
    Response flagsOf(MessageFlags message, Set<Enabled> enabled) {
        long number = number(message.uid());
        boolean recent = !enabled.contains(Enabled.IMAP4REV2) && isRecent(message.uid());
        return out -> {
            out.text("* ").number(number).text(" FETCH (UID ").number(message.uid());
            if (enabled.contains(Enabled.CONDSTORE)) {
                out.text(" MODSEQ (").number(message.modseq()).text(")");
            }
            out.text(" FLAGS ").flags(message.flags(), recent).text(")").end();
        };
    }

    /** Writes the flags of a message, with {@code \Recent} where that exists (RFC 9051 appendix E, 7). */
    void writeFlags(ResponseWriter out, long uid, Flags flags, boolean rev2) {
        out.flags(flags, !rev2 && isRecent(uid));
    }
}
