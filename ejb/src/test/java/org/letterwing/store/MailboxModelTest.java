package org.letterwing.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random operations on two mailboxes, and a simple model of them in memory: what is there agrees, and a session that asks
 * for changes from time to time knows all of it.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource
class MailboxModelTest extends ReadingContract {

    private static final int STEPS = 150;
    private static final List<String> KEYWORDS = List.of("Later", "$Junk");

    private final Random random = new Random(20261126);

    MailboxModelTest(Kind kind) {
        super(kind);
    }

    /** A mailbox as it should be, and as a session knows it that learns of changes alone. */
    private static final class Model {
        final String name;
        final OpenMailbox opened;
        final SortedMap<Long, Flags> messages = new TreeMap<>();
        final SortedMap<Long, Flags> known = new TreeMap<>();
        long uidNext = 1;
        long knownModseq;

        Model(String name, OpenMailbox opened) {
            this.name = name;
            this.opened = opened;
            knownModseq = opened.highestModseq();
        }

        void add(Flags flags) {
            messages.put(uidNext++, flags);
        }
    }

    @Test
    void mailboxesAndWhatSessionsKnowAgreeWithAModel() {
        create("other");
        List<Model> mailboxes = List.of(new Model("INBOX", open("INBOX")), new Model("other", open("other")));
        for (int step = 0; step < STEPS; step++) {
            int from = random.nextInt(2);
            step(mailboxes.get(from), mailboxes.get(random.nextInt(4) == 0 ? from : 1 - from));
            if (random.nextInt(3) == 0) {
                learn(mailboxes.get(random.nextInt(2)));
            }
            if (random.nextInt(10) == 0) {
                mailboxes.forEach(this::check);
            }
        }
        mailboxes.forEach(this::learn);
        mailboxes.forEach(this::check);
    }

    private void step(Model from, Model to) {
        switch (random.nextInt(7)) {
            case 0 -> deliverTo(from);
            case 1 -> append(from);
            case 2 -> copy(from, to);
            case 3 -> move(from, to);
            case 4 -> expunge(from);
            default -> flag(from);
        }
    }

    private void deliverTo(Model mailbox) {
        if (mailbox.name.equals(Mailbox.INBOX)) {
            deliver("mail", alice);
            mailbox.add(Flags.NONE);
        }
    }

    private void append(Model mailbox) {
        Flags flags = flags();
        int count = 1 + random.nextInt(3);
        UidSet uids = append(mailbox.name, flags, "a".repeat(count).split(""));
        assertEquals(UidSet.range(mailbox.uidNext, mailbox.uidNext + count - 1), uids);
        for (int i = 0; i < count; i++) {
            mailbox.add(flags);
        }
    }

    private void copy(Model from, Model to) {
        UidSet uids = uids(from);
        assertCopied(from, to, uids, call(em -> new Copies(em).copy(from.opened.key(), uids, alice, to.name)));
    }

    private void move(Model from, Model to) {
        UidSet uids = uids(from);
        CopiedMessages moved = call(em -> new Copies(em).move(from.opened.key(), uids, alice, to.name));
        assertCopied(from, to, uids, moved);
        from.messages.keySet().removeAll(moved.sources());
    }

    private static void assertCopied(Model from, Model to, UidSet uids, CopiedMessages copied) {
        List<Long> sources = there(from, uids);
        assertEquals(sources, copied.sources());
        for (int i = 0; i < sources.size(); i++) {
            assertEquals(to.uidNext, copied.copies().get(i));
            to.add(from.messages.get(sources.get(i)));
        }
    }

    private void expunge(Model mailbox) {
        UidSet uids = random.nextBoolean() ? null : uids(mailbox);
        List<Long> gone = there(mailbox, uids == null ? UidSet.range(1, UidSet.MAX) : uids).stream()
                .filter(uid -> mailbox.messages.get(uid).has(SystemFlag.DELETED))
                .toList();
        Changes changes = call(em -> new Expunges(em).expunge(mailbox.opened.key(), uids));
        assertEquals(UidSet.of(gone), changes.vanished());
        mailbox.messages.keySet().removeAll(gone);
    }

    private void flag(Model mailbox) {
        UidSet uids = uids(mailbox);
        FlagChange change =
                new FlagChange(FlagChange.Kind.values()[random.nextInt(FlagChange.Kind.values().length)], flags());
        List<Long> there = there(mailbox, uids);
        List<MessageFlags> stored = call(em ->
                        new FlagChanges(em).store(mailbox.opened.key(), uids, change, OptionalLong.empty()))
                .messages();
        there.forEach(uid -> mailbox.messages.computeIfPresent(uid, (u, flags) -> flags.changed(change)));
        assertEquals(there, stored.stream().map(MessageFlags::uid).toList());
        stored.forEach(message -> assertEquals(mailbox.messages.get(message.uid()), message.flags()));
    }

    /** The session asks what has changed, and knows it from then on. */
    private void learn(Model mailbox) {
        Changes changes = changes(mailbox.opened, mailbox.knownModseq);
        assertTrue(changes.highestModseq() >= mailbox.knownModseq);
        changes.changed().forEach(message -> mailbox.known.put(message.uid(), message.flags()));
        changes.vanished().forEach(mailbox.known::remove);
        mailbox.knownModseq = changes.highestModseq();
        assertEquals(mailbox.messages, mailbox.known);
        assertEquals(mailbox.uidNext, changes.uidNext());
    }

    private void check(Model mailbox) {
        OpenMailbox opened = call(em -> new MailboxViews(em).open(alice, mailbox.name, true));
        assertEquals(UidSet.of(mailbox.messages.keySet()), opened.uids());
        assertEquals(mailbox.uidNext, opened.uidNext());
        assertEquals(unseen(mailbox).isEmpty() ? 0 : unseen(mailbox).get(0).longValue(), opened.firstUnseen());
        Map<String, MailboxStatus> status = call(em -> new MailboxViews(em).status(alice, Set.of(mailbox.name)));
        assertEquals(mailbox.messages.size(), status.get(mailbox.name).messages());
        assertEquals(unseen(mailbox).size(), status.get(mailbox.name).unseen());
        assertEquals(
                status.values().iterator().next().size(),
                number("SELECT octets FROM mailbox WHERE id = " + mailbox.opened.key()));
    }

    private static List<Long> unseen(Model mailbox) {
        return mailbox.messages.keySet().stream()
                .filter(uid -> !mailbox.messages.get(uid).has(SystemFlag.SEEN))
                .toList();
    }

    private static List<Long> there(Model mailbox, UidSet uids) {
        return mailbox.messages.keySet().stream().filter(uids::contains).toList();
    }

    /** Chooses some UIDs, of which a few are nobody's. */
    private UidSet uids(Model mailbox) {
        List<Long> chosen = new ArrayList<>();
        for (long uid = 1; uid <= mailbox.uidNext; uid++) {
            if (random.nextInt(3) == 0) {
                chosen.add(uid);
            }
        }
        return UidSet.of(chosen);
    }

    private Flags flags() {
        Set<SystemFlag> system = Arrays.stream(SystemFlag.values())
                .filter(flag -> random.nextInt(3) == 0)
                .collect(Collectors.toSet());
        Set<String> keywords =
                KEYWORDS.stream().filter(k -> random.nextInt(3) == 0).collect(Collectors.toSet());
        return new Flags(system, keywords);
    }
}
