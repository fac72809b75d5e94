package org.letterwing.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

/**
 * A FETCH under way: reads messages slice by slice, and writes what was asked for as fast as the client takes it. Clients
 * that fetch one content after the other find the next ones read already.
 *
 * <p>Lives on the session's event loop.
 */
final class Fetch {

    private static final Flags SEEN = new Flags(Set.of(SystemFlag.SEEN), Set.of());

    private final ImapSession session;
    private final SelectedMailbox mailbox;
    private final List<FetchItem> items;
    private final Set<FetchPart> parts;
    private final boolean byUid;
    private final boolean marksSeen;
    private long missing;

    /**
     * A message, and what of it is read.
     *
     * @param uid its UID
     */
    record Wanted(long uid, Set<FetchPart> parts) {}

    /**
     * Prepares it.
     *
     * @param byUid whether the client names messages by their UIDs, and so is told these
     * @param withModseq whether the client is told the modification sequences, even if it asks for none
     */
    Fetch(ImapSession session, List<FetchItem> asked, boolean byUid, boolean withModseq) {
        this.session = session;
        this.byUid = byUid;
        mailbox = session.selected();
        items = new ArrayList<>(asked);
        // RFC 9051 6.4.9
        if (byUid && !items.contains(FetchAttribute.UID)) {
            items.add(0, FetchAttribute.UID);
        }
        if (items.contains(FetchAttribute.MODSEQ)) {
            session.enable(Enabled.CONDSTORE); // RFC 7162 3.1
        } else if (withModseq) {
            items.add(FetchAttribute.MODSEQ);
        }
        marksSeen = !mailbox.isReadOnly()
                && items.stream().anyMatch(item -> item instanceof Section section && !section.peek());
        parts = parts(items);
    }

    /** Returns what must be read of each message to tell the items. */
    private static Set<FetchPart> parts(List<FetchItem> items) {
        Set<FetchPart> parts = EnumSet.noneOf(FetchPart.class);
        for (FetchItem item : items) {
            if (item instanceof Section section) {
                if (section.isOfMessageHeader()) {
                    parts.add(FetchPart.HEADER);
                } else {
                    parts.add(FetchPart.CONTENT);
                    if (!section.isWholeMessage() || section.form() != Section.Form.OCTETS) {
                        parts.add(FetchPart.STRUCTURE);
                    }
                }
            } else if (item == FetchAttribute.ENVELOPE
                    || item == FetchAttribute.BODY
                    || item == FetchAttribute.BODYSTRUCTURE) {
                parts.add(FetchPart.STRUCTURE);
            }
        }
        return parts;
    }

    /** Fetches messages, and completes the command. Make it the last thing in a method. */
    void of(UidSet uids) {
        if (uids.isEmpty()) {
            end();
        } else if (uids.size() == 1 && parts.contains(FetchPart.CONTENT) && !marksSeen) {
            one(uids.first());
        } else {
            goOn(uids, session.begin(mailboxes -> read(mailboxes, uids)));
        }
    }

    /** Fetches one message: it was read already, or it is read now, and those with it that may be asked for next. */
    private void one(long uid) {
        UidSet asked = UidSet.of(uid);
        long number = mailbox.number(uid);
        FetchedMessage ready = mailbox.ahead().take(number, new Wanted(uid, parts));
        if (ready != null) {
            write(asked, new Slice(new FetchedMessages(List.of(ready), 0), Map.of()));
            return;
        }
        long last = Math.min(number + mailbox.ahead().count(), mailbox.uids().size() + 1) - 1;
        UidSet read = last > number ? mailbox.uids().intersect(UidSet.range(uid, mailbox.uid(last))) : asked;
        session.take(
                session.begin(mailboxes -> read(mailboxes, read)),
                slice -> write(asked, keepOthers(uid, slice)),
                failure -> session.no(session.refusal(failure)));
    }

    private Slice keepOthers(long uid, Slice slice) {
        Map<Wanted, FetchedMessage> others = new LinkedHashMap<>();
        List<FetchedMessage> asked = new ArrayList<>(1);
        for (FetchedMessage message : slice.fetched().messages()) {
            if (message.uid() == uid) {
                asked.add(message);
            } else {
                others.put(new Wanted(message.uid(), parts), message);
            }
        }
        mailbox.ahead().keep(others);
        return new Slice(new FetchedMessages(asked, 0), Map.of());
    }

    private void goOn(UidSet uids, CompletionStage<Slice> asked) {
        session.take(asked, slice -> write(uids, slice), failure -> session.no(session.refusal(failure)));
    }

    /**
     * Messages that were read.
     *
     * @param changed the flags of those that became seen by it
     */
    private record Slice(FetchedMessages fetched, Map<Long, MessageFlags> changed) {}

    private Slice read(MailboxAccess mailboxes, UidSet uids) throws MailboxException {
        FetchedMessages fetched = mailboxes.fetch(mailbox.key(), uids, parts);
        if (!marksSeen) {
            return new Slice(fetched, Map.of());
        }
        UidSet unseen = UidSet.of(fetched.messages().stream()
                .filter(message -> !message.flags().has(SystemFlag.SEEN))
                .mapToLong(FetchedMessage::uid)
                .toArray());
        Map<Long, MessageFlags> changed = new HashMap<>();
        if (!unseen.isEmpty()) {
            StoredFlags stored = mailboxes.store(
                    mailbox.key(), unseen, new FlagChange(FlagChange.Kind.ADD, SEEN), OptionalLong.empty());
            stored.messages().forEach(message -> changed.put(message.uid(), message));
        }
        return new Slice(fetched, changed);
    }

    private void write(UidSet asked, Slice slice) {
        List<FetchedMessage> messages = slice.fetched().messages();
        long next = slice.fetched().next();
        UidSet rest = next == 0 ? UidSet.EMPTY : asked.intersect(UidSet.range(next, UidSet.MAX));
        missing += asked.size() - rest.size() - messages.size();
        mailbox.told(slice.changed().values());
        mailbox.newKeywords(toldFlags(slice)).forEach(response -> response.write(session.writer()));
        // The next slice is read while this one is written: one ahead, never more.
        CompletionStage<Slice> ahead = rest.isEmpty() ? null : session.begin(mailboxes -> read(mailboxes, rest));
        write(messages.iterator(), slice.changed(), () -> {
            if (ahead == null) {
                end();
            } else {
                goOn(rest, ahead);
            }
        });
    }

    private Stream<Flags> toldFlags(Slice slice) {
        Stream<Flags> changed = slice.changed().values().stream().map(MessageFlags::flags);
        return items.contains(FetchAttribute.FLAGS)
                ? Stream.concat(changed, slice.fetched().messages().stream().map(FetchedMessage::flags))
                : changed;
    }

    private void write(Iterator<FetchedMessage> messages, Map<Long, MessageFlags> changed, Runnable then) {
        boolean[] goesOn = {true};
        while (goesOn[0] && messages.hasNext()) {
            if (session.isOutputFull()) {
                session.onceWritable(() -> write(messages, changed, then));
                return;
            }
            FetchedMessage message = messages.next();
            goesOn[0] = false;
            // What is at hand is written in this loop, and only what must be waited for goes on from its own call.
            boolean[] waited = {false};
            new FetchResponse(session, message, changed.get(message.uid()), items).write(() -> {
                if (waited[0]) {
                    write(messages, changed, then);
                } else {
                    goesOn[0] = true;
                }
            });
            waited[0] = true;
        }
        if (goesOn[0]) {
            then.run();
        }
    }

    private void end() {
        if (missing > 0 && !byUid) {
            session.no(Replies.SOME_GONE); // RFC 2180 4.1.2
        } else {
            session.ok(Replies.completed("FETCH"));
        }
    }
}
