package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.letterwing.mailbox.AppendedMessages;
import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.FoundMessages;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MailboxInfo;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.Quota;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.SpecialUse;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.ThreadAlgorithm;
import org.letterwing.mailbox.UidSet;

/** The mailboxes of one account in memory: the store that the engine's tests talk to. Thread-safe. */
class InMemoryMailboxes implements MailboxAccess {

    static final long UID_VALIDITY = 3857529045L;
    static final Instant ARRIVED = Instant.parse("1996-07-17T09:44:25Z");

    /** How many octets a read gives. */
    volatile int sliceSize = 64 * 1024;
    /** How often messages were asked for. */
    volatile int fetches;

    /** What each sorting and threading yields. */
    volatile List<Long> sorted = List.of();

    volatile List<MessageThread> threads = List.of();

    volatile OptionalLong quota = OptionalLong.empty();

    private final Map<String, Mailbox> mailboxes = new TreeMap<>();
    private final Set<String> subscribed = new TreeSet<>();
    private long lastKey;

    InMemoryMailboxes() {
        mailboxes.put("INBOX", new Mailbox(++lastKey, Set.of()));
    }

    static final class Mailbox {

        final long key;
        final Set<SpecialUse> uses;
        final TreeMap<Long, Message> messages = new TreeMap<>();
        final TreeMap<Long, Long> vanished = new TreeMap<>();
        final Set<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        long uidNext = 1;
        long modseq = 1;
        long recentFrom = 1;

        private Mailbox(long key, Set<SpecialUse> uses) {
            this.key = key;
            this.uses = uses;
        }
    }

    /** A message; what changes of it is another one. */
    record Message(long uid, long modseq, Flags flags, Instant arrived, byte[] content, MessageStructure structure) {

        Message with(long newModseq, Flags newFlags) {
            return new Message(uid, newModseq, newFlags, arrived, content, structure);
        }

        MessageFlags messageFlags() {
            return new MessageFlags(uid, modseq, flags);
        }
    }

    /** Delivers a message to the INBOX. */
    void deliver(String content) {
        deliver("INBOX", content, Flags.NONE, null);
    }

    synchronized long deliver(String name, String content, Flags flags, MessageStructure structure) {
        return add(mailboxes.get(name), content.getBytes(StandardCharsets.UTF_8), flags, ARRIVED, structure);
    }

    private static long add(Mailbox mailbox, byte[] content, Flags flags, Instant arrived, MessageStructure structure) {
        long uid = mailbox.uidNext++;
        mailbox.messages.put(uid, new Message(uid, ++mailbox.modseq, flags, arrived, content, structure));
        mailbox.keywords.addAll(flags.keywords());
        return uid;
    }

    /** Changes flags as another session does. */
    synchronized void flag(String name, long uid, Flags flags) {
        change(mailboxes.get(name), uid, new FlagChange(FlagChange.Kind.REPLACE, flags));
    }

    /** Removes a message as another session does. */
    synchronized void remove(String name, long uid) {
        Mailbox mailbox = mailboxes.get(name);
        mailbox.messages.remove(uid);
        mailbox.vanished.put(uid, ++mailbox.modseq);
    }

    synchronized Message message(String name, long uid) {
        return mailboxes.get(name).messages.get(uid);
    }

    /** Returns what is in a message. */
    String content(String name, long uid) {
        return new String(message(name, uid).content(), StandardCharsets.UTF_8);
    }

    synchronized boolean exists(String name) {
        return mailboxes.containsKey(name);
    }

    private Mailbox mailbox(String name) throws MailboxException {
        Mailbox mailbox = mailboxes.get(name);
        if (mailbox == null) {
            throw new MailboxException(Reason.NONEXISTENT, "There is no such mailbox");
        }
        return mailbox;
    }

    private Mailbox mailbox(long key) throws MailboxException {
        return mailboxes.values().stream()
                .filter(mailbox -> mailbox.key == key)
                .findFirst()
                .orElseThrow(() -> new MailboxException(Reason.NONEXISTENT, "The mailbox is gone"));
    }

    @Override
    public synchronized List<MailboxInfo> list(String account) {
        Set<String> names = new TreeSet<>(mailboxes.keySet());
        names.addAll(subscribed);
        for (String name : mailboxes.keySet()) {
            for (int at = name.indexOf(SEPARATOR); at > 0; at = name.indexOf(SEPARATOR, at + 1)) {
                names.add(name.substring(0, at));
            }
        }
        return names.stream()
                .map(name -> {
                    Mailbox mailbox = mailboxes.get(name);
                    boolean exists = mailbox != null;
                    Set<SpecialUse> uses = exists ? mailbox.uses : Set.of();
                    return new MailboxInfo(
                            name, exists, subscribed.contains(name), uses, exists ? "M" + mailbox.key : null);
                })
                .toList();
    }

    @Override
    public synchronized Map<String, MailboxStatus> status(String account, Collection<String> names) {
        Map<String, MailboxStatus> all = new HashMap<>();
        for (String name : names) {
            Mailbox mailbox = mailboxes.get(name);
            if (mailbox != null) {
                all.put(name, status(mailbox));
            }
        }
        return all;
    }

    private static MailboxStatus status(Mailbox mailbox) {
        Collection<Message> messages = mailbox.messages.values();
        return new MailboxStatus(
                "M" + mailbox.key,
                messages.size(),
                mailbox.messages.tailMap(mailbox.recentFrom).size(),
                messages.stream().filter(m -> !m.flags().has(SystemFlag.SEEN)).count(),
                messages.stream().filter(m -> m.flags().has(SystemFlag.DELETED)).count(),
                mailbox.uidNext,
                UID_VALIDITY,
                messages.stream().mapToLong(m -> m.content().length).sum(),
                messages.stream()
                        .filter(m -> m.flags().has(SystemFlag.DELETED))
                        .mapToLong(m -> m.content().length)
                        .sum(),
                mailbox.modseq);
    }

    @Override
    public synchronized String create(String account, String name, Set<SpecialUse> uses) throws MailboxException {
        if (mailboxes.containsKey(name)) {
            throw new MailboxException(Reason.ALREADYEXISTS, "There is such a mailbox");
        }
        Mailbox created = new Mailbox(++lastKey, uses);
        mailboxes.put(name, created);
        return "M" + created.key;
    }

    @Override
    public synchronized void delete(String account, String name) throws MailboxException {
        if (name.equals("INBOX")) {
            throw new MailboxException(Reason.CANNOT, "The INBOX stays");
        }
        mailboxes.remove(name, mailbox(name));
    }

    @Override
    public synchronized void rename(String account, String name, String newName) throws MailboxException {
        if (mailboxes.containsKey(newName)) {
            throw new MailboxException(Reason.ALREADYEXISTS, "There is such a mailbox");
        }
        Mailbox renamed = mailbox(name);
        mailboxes.remove(name);
        mailboxes.put(newName, renamed);
    }

    @Override
    public synchronized void subscribe(String account, String name, boolean isSubscribed) {
        if (isSubscribed) {
            subscribed.add(name);
        } else {
            subscribed.remove(name);
        }
    }

    @Override
    public synchronized Quota quota(String account) {
        return new Quota(
                mailboxes.values().stream().mapToLong(m -> status(m).size()).sum(), quota);
    }

    @Override
    public synchronized OpenMailbox open(String account, String name, boolean readOnly) throws MailboxException {
        Mailbox mailbox = mailbox(name);
        long recentFrom = mailbox.recentFrom;
        if (!readOnly) {
            mailbox.recentFrom = mailbox.uidNext;
        }
        long unseen = mailbox.messages.values().stream()
                .filter(message -> !message.flags().has(SystemFlag.SEEN))
                .mapToLong(Message::uid)
                .findFirst()
                .orElse(0);
        return new OpenMailbox(
                mailbox.key,
                "M" + mailbox.key,
                UID_VALIDITY,
                mailbox.uidNext,
                mailbox.modseq,
                UidSet.of(mailbox.messages.keySet()),
                unseen,
                recentFrom,
                Set.copyOf(mailbox.keywords));
    }

    @Override
    public synchronized Changes changes(long key, long since) throws MailboxException {
        Mailbox mailbox = mailbox(key);
        return new Changes(
                mailbox.modseq,
                mailbox.uidNext,
                mailbox.messages.values().stream()
                        .filter(message -> message.modseq() > since)
                        .map(Message::messageFlags)
                        .toList(),
                UidSet.of(mailbox.vanished.entrySet().stream()
                        .filter(entry -> entry.getValue() > since)
                        .map(Map.Entry::getKey)
                        .toList()));
    }

    @Override
    public synchronized Set<Long> news(Map<Long, Long> known) {
        return mailboxes.values().stream()
                .filter(mailbox -> known.getOrDefault(mailbox.key, Long.MAX_VALUE) < mailbox.modseq)
                .map(mailbox -> mailbox.key)
                .collect(Collectors.toSet());
    }

    private static List<Message> messages(Mailbox mailbox, UidSet uids) {
        return mailbox.messages.values().stream()
                .filter(message -> uids.contains(message.uid()))
                .toList();
    }

    /** Gives ten messages at once. */
    @Override
    public synchronized FetchedMessages fetch(long key, UidSet uids, Set<FetchPart> parts) throws MailboxException {
        fetches++;
        List<Message> wanted = messages(mailbox(key), uids);
        List<FetchedMessage> fetched = wanted.stream()
                .limit(10)
                .map(message -> new FetchedMessage(
                        message.uid(),
                        message.modseq(),
                        message.flags(),
                        message.arrived(),
                        message.content().length,
                        "E" + Integer.toHexString(Arrays.hashCode(message.content())),
                        parts.contains(FetchPart.STRUCTURE) ? message.structure() : null,
                        parts.contains(FetchPart.HEADER) ? header(message.content()) : null,
                        parts.contains(FetchPart.CONTENT) ? slice(message, 0) : null))
                .toList();
        return new FetchedMessages(fetched, wanted.size() > 10 ? wanted.get(10).uid() : 0);
    }

    private static byte[] header(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return Arrays.copyOf(content, end < 0 ? content.length : end + 4);
    }

    private byte[] slice(Message message, long offset) {
        int from = (int) Math.min(offset, message.content().length);
        return Arrays.copyOfRange(message.content(), from, Math.min(message.content().length, from + sliceSize));
    }

    @Override
    public synchronized byte[] read(long key, long uid, long offset) throws MailboxException {
        Message message = mailbox(key).messages.get(uid);
        if (message == null) {
            throw new MailboxException(Reason.EXPUNGED, "The message is gone");
        }
        return slice(message, offset);
    }

    private static Message change(Mailbox mailbox, long uid, FlagChange change) {
        Message message = mailbox.messages.get(uid);
        Flags flags = message.flags().changed(change);
        Message changed = flags.equals(message.flags()) ? message : message.with(++mailbox.modseq, flags);
        mailbox.messages.put(uid, changed);
        mailbox.keywords.addAll(flags.keywords());
        return changed;
    }

    @Override
    public synchronized StoredFlags store(long key, UidSet uids, FlagChange change, OptionalLong unchangedSince)
            throws MailboxException {
        Mailbox mailbox = mailbox(key);
        List<MessageFlags> stored = new ArrayList<>();
        Set<Long> modified = new HashSet<>();
        for (Message message : messages(mailbox, uids)) {
            if (unchangedSince.isPresent() && message.modseq() > unchangedSince.getAsLong()) {
                modified.add(message.uid());
            } else {
                stored.add(change(mailbox, message.uid(), change).messageFlags());
            }
        }
        UidSet there = UidSet.of(mailbox.messages.keySet());
        return new StoredFlags(stored, UidSet.of(modified), uids.minus(there));
    }

    @Override
    public synchronized CopiedMessages copy(long key, UidSet uids, String account, String target)
            throws MailboxException {
        Mailbox from = mailbox(key);
        Mailbox to = mailboxes.get(target);
        if (to == null) {
            throw new MailboxException(Reason.TRYCREATE, "There is no such mailbox");
        }
        List<Message> messages = messages(from, uids);
        List<Long> copies = new ArrayList<>();
        for (Message message : messages) {
            copies.add(add(to, message.content(), message.flags(), message.arrived(), message.structure()));
        }
        return new CopiedMessages(
                UID_VALIDITY, messages.stream().map(Message::uid).toList(), copies, from.modseq);
    }

    @Override
    public synchronized CopiedMessages move(long key, UidSet uids, String account, String target)
            throws MailboxException {
        Mailbox from = mailbox(key);
        CopiedMessages copied = copy(key, uids, account, target);
        for (Message message : messages(from, uids)) {
            from.messages.remove(message.uid());
            from.vanished.put(message.uid(), ++from.modseq);
        }
        return new CopiedMessages(UID_VALIDITY, copied.sources(), copied.copies(), from.modseq);
    }

    @Override
    public synchronized Changes expunge(long key, UidSet uids) throws MailboxException {
        Mailbox mailbox = mailbox(key);
        List<Long> gone = mailbox.messages.values().stream()
                .filter(message -> message.flags().has(SystemFlag.DELETED))
                .map(Message::uid)
                .filter(uid -> uids == null || uids.contains(uid))
                .toList();
        for (long uid : gone) {
            mailbox.messages.remove(uid);
            mailbox.vanished.put(uid, ++mailbox.modseq);
        }
        return new Changes(mailbox.modseq, mailbox.uidNext, List.of(), UidSet.of(gone));
    }

    @Override
    public synchronized AppendedMessages append(String account, String name, List<NewMessage> messages)
            throws MailboxException {
        Mailbox mailbox = mailboxes.get(name);
        if (mailbox == null) {
            throw new MailboxException(Reason.TRYCREATE, "There is no such mailbox");
        }
        long size =
                messages.stream().mapToLong(message -> message.content().size()).sum();
        if (quota.isPresent() && quota(account).used() + size > quota.getAsLong()) {
            throw new MailboxException(Reason.OVERQUOTA, "There is no room for that");
        }
        List<Long> uids = new ArrayList<>();
        for (NewMessage message : messages) {
            try (InputStream content = message.content().open()) {
                Instant arrived = message.internalDate() == null ? ARRIVED : message.internalDate();
                uids.add(add(mailbox, content.readAllBytes(), message.flags(), arrived, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new AppendedMessages(UID_VALIDITY, UidSet.of(uids));
    }

    @Override
    public synchronized FoundMessages search(long key, SearchKey searchKey) throws MailboxException {
        List<Message> found = mailbox(key).messages.values().stream()
                .filter(message -> matches(message, searchKey))
                .toList();
        return new FoundMessages(
                UidSet.of(found.stream().map(Message::uid).toList()),
                found.stream().mapToLong(Message::modseq).max().orElse(0));
    }

    /** Knows no headers and no dates. */
    private static boolean matches(Message message, SearchKey key) {
        if (key instanceof SearchKey.And and) {
            return and.keys().stream().allMatch(each -> matches(message, each));
        } else if (key instanceof SearchKey.Or or) {
            return matches(message, or.one()) || matches(message, or.other());
        } else if (key instanceof SearchKey.Not not) {
            return !matches(message, not.key());
        } else if (key instanceof SearchKey.Uids uids) {
            return uids.uids().contains(message.uid());
        } else if (key instanceof SearchKey.HasFlag flag) {
            return message.flags().has(flag.flag());
        } else if (key instanceof SearchKey.HasKeyword keyword) {
            return message.flags().keywords().stream().anyMatch(keyword.keyword()::equalsIgnoreCase);
        } else if (key instanceof SearchKey.Size size) {
            return size.larger() ? message.content().length > size.octets() : message.content().length < size.octets();
        } else if (key instanceof SearchKey.Modseq modseq) {
            return message.modseq() >= modseq.least();
        } else if (key instanceof SearchKey.Text text) {
            return new String(message.content(), StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT)
                    .contains(text.text().toLowerCase(Locale.ROOT));
        }
        throw new UnsupportedOperationException(key.toString());
    }

    @Override
    public List<Long> sort(long key, SearchKey searchKey, List<SortCriterion> order) {
        return sorted;
    }

    @Override
    public List<MessageThread> thread(long key, SearchKey searchKey, ThreadAlgorithm algorithm) {
        return threads;
    }
}
