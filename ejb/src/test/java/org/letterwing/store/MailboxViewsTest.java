package org.letterwing.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.MessageFlags;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a session sees of a mailbox: its messages, their flags, and what changes. */
@ParameterizedClass
@EnumSource
class MailboxViewsTest extends ReadingContract {

    MailboxViewsTest(Kind kind) {
        super(kind);
    }

    private static final Flags SEEN = new Flags(Set.of(SystemFlag.SEEN), Set.of());

    private StoredFlags store(OpenMailbox mailbox, UidSet uids, FlagChange.Kind kind, Flags flags) {
        return call(em ->
                new FlagChanges(em).store(mailbox.key(), uids, new FlagChange(kind, flags), OptionalLong.empty()));
    }

    @Test
    void whatWasDeliveredHasUidsWhenTheMailboxIsOpened() {
        deliver("one", alice);
        deliver("two", alice);
        OpenMailbox inbox = open("inbox");
        assertEquals(UidSet.range(1, 2), inbox.uids());
        assertEquals(3, inbox.uidNext());
        assertEquals(1, inbox.firstUnseen());
        assertEquals(1, inbox.recentFrom());
        deliver("three", alice);
        OpenMailbox again = call(em -> new MailboxViews(em).open(alice, "INBOX", true));
        assertEquals(3, again.recentFrom());
        assertEquals(3, open("INBOX").recentFrom(), "to examine it leaves it as it is");
        assertEquals(4, open("INBOX").recentFrom());
        assertTrue(again.highestModseq() > inbox.highestModseq());
    }

    @Test
    void onlyMailboxesThatAreThereOpen() {
        assertRefused(Reason.NONEXISTENT, em -> new MailboxViews(em).open(alice, "none", false));
    }

    @Test
    void changesAreWhatHasComeAndChangedAndGone() {
        append("INBOX", Flags.NONE, "one", "two", "three");
        OpenMailbox inbox = open("INBOX");
        assertEquals(
                new Changes(inbox.highestModseq(), 4, List.of(), UidSet.EMPTY), changes(inbox, inbox.highestModseq()));

        flag(inbox, UidSet.of(2), SystemFlag.SEEN, SystemFlag.DELETED);
        flag(inbox, UidSet.of(3), SystemFlag.DELETED);
        call(em -> new Expunges(em).expunge(inbox.key(), UidSet.of(1, 3)));
        deliver("four", alice);
        Changes changes = changes(inbox, inbox.highestModseq());
        assertEquals(UidSet.of(3), changes.vanished());
        assertEquals(5, changes.uidNext());
        assertEquals(
                List.of(2L, 4L),
                changes.changed().stream().map(MessageFlags::uid).toList());
        assertEquals(
                Set.of(SystemFlag.SEEN, SystemFlag.DELETED),
                changes.changed().get(0).flags().system());
        assertTrue(changes.highestModseq() >= changes.changed().get(1).modseq());
        assertEquals(
                new Changes(changes.highestModseq(), 5, List.of(), UidSet.EMPTY),
                changes(inbox, changes.highestModseq()));
    }

    @Test
    void whoLookedBeforeTombstonesWereForgottenIsToldOfAllThatIsNotThere() {
        append("INBOX", Flags.NONE, "1", "2", "3", "4", "5", "6", "7", "8", "9");
        long first = expunged(1, 2, 3);
        long second = expunged(4, 5);
        long third = expunged(7);
        OpenMailbox inbox = open("INBOX");
        assertEquals(List.of(inbox.key()), call(em -> new Sweep(em).crowded(2)));
        assertTrue(removesTombstones(inbox.key()));
        assertFalse(removesTombstones(inbox.key()));
        assertEquals(List.of(), call(em -> new Sweep(em).crowded(2)));
        assertEquals(1, number("SELECT COUNT(*) FROM tombstone"), "those of one change go together");
        UidSet gone = UidSet.of(1, 2, 3, 4, 5, 7);
        assertEquals(gone, changes(inbox, 0).vanished());
        assertEquals(gone, changes(inbox, first).vanished());
        assertEquals(UidSet.of(7), changes(inbox, second).vanished());
        assertEquals(UidSet.EMPTY, changes(inbox, third).vanished());
        assertFalse(removesTombstones(-1), "a mailbox that is gone");
    }

    private boolean removesTombstones(long mailbox) {
        return call(em -> new Sweep(em).removeTombstones(mailbox, 2));
    }

    /** Expunges messages of the INBOX, and returns its modification sequence then. */
    private long expunged(long... uids) {
        OpenMailbox inbox = open("INBOX");
        flag(inbox, UidSet.of(uids), SystemFlag.DELETED);
        return call(em -> new Expunges(em).expunge(inbox.key(), UidSet.of(uids)))
                .highestModseq();
    }

    @Test
    void newsIsOfMailboxesThatHaveChangedOrAreGone() {
        create("a");
        create("b");
        OpenMailbox inbox = open("INBOX");
        OpenMailbox a = open("a");
        OpenMailbox b = open("b");
        Map<Long, Long> known =
                Map.of(inbox.key(), inbox.highestModseq(), a.key(), a.highestModseq(), b.key(), b.highestModseq());
        assertEquals(Set.of(), call(em -> new MailboxViews(em).news(known)));
        deliver("mail", alice);
        append("a", Flags.NONE, "one");
        assertEquals(Set.of(inbox.key(), a.key()), call(em -> new MailboxViews(em).news(known)));
        call(em -> {
            new MailboxTree(em).delete(alice, "b");
            return null;
        });
        assertEquals(known.keySet(), call(em -> new MailboxViews(em).news(known)));
    }

    @Test
    void statusCountsWhatIsThere() {
        append("INBOX", SEEN, "12345", "1234567890");
        append("INBOX", new Flags(Set.of(SystemFlag.DELETED), Set.of()), "1");
        OpenMailbox inbox = open("INBOX");
        append("INBOX", Flags.NONE, "1");
        Map<String, MailboxStatus> status = call(em -> new MailboxViews(em).status(alice, List.of("inbox", "none")));
        assertEquals(Set.of("inbox"), status.keySet());
        MailboxStatus figures = status.get("inbox");
        assertEquals(
                new MailboxStatus(inbox.id(), 4, 1, 2, 1, 5, inbox.uidValidity(), 17, 1, figures.highestModseq()),
                figures);
    }

    @Test
    void flagsAreReplacedAndAddedAndTakenAway() {
        append("INBOX", SEEN, "one", "two");
        OpenMailbox inbox = open("INBOX");
        UidSet both = UidSet.range(1, 2);
        Flags important = new Flags(Set.of(SystemFlag.FLAGGED), Set.of("$Important", "Later"));
        assertEquals(
                new Flags(Set.of(SystemFlag.SEEN, SystemFlag.FLAGGED), Set.of("$Important", "Later")),
                store(inbox, both, FlagChange.Kind.ADD, important)
                        .messages()
                        .get(1)
                        .flags());
        assertEquals(
                new Flags(Set.of(SystemFlag.SEEN, SystemFlag.FLAGGED), Set.of("Later")),
                store(inbox, UidSet.of(1), FlagChange.Kind.REMOVE, new Flags(Set.of(), Set.of("$important")))
                        .messages()
                        .get(0)
                        .flags());
        assertEquals(
                Flags.NONE,
                store(inbox, both, FlagChange.Kind.REPLACE, Flags.NONE)
                        .messages()
                        .get(0)
                        .flags());
        assertEquals(Set.of("$Important", "Later"), open("INBOX").keywords());
    }

    @Test
    void whatChangesNothingKeepsItsModseq() {
        append("INBOX", SEEN, "one");
        OpenMailbox inbox = open("INBOX");
        StoredFlags stored = store(inbox, UidSet.of(1, 7), FlagChange.Kind.ADD, SEEN);
        assertEquals(1, stored.messages().size());
        assertEquals(UidSet.of(7), stored.gone());
        assertEquals(inbox.highestModseq(), open("INBOX").highestModseq());
    }

    @Test
    void whatChangedMeanwhileIsLeftAlone() {
        append("INBOX", Flags.NONE, "one", "two");
        OpenMailbox inbox = open("INBOX");
        flag(inbox, UidSet.of(2), SystemFlag.ANSWERED);
        StoredFlags stored = call(em -> new FlagChanges(em)
                .store(
                        inbox.key(),
                        UidSet.range(1, 2),
                        new FlagChange(FlagChange.Kind.ADD, SEEN),
                        OptionalLong.of(inbox.highestModseq())));
        assertEquals(UidSet.of(2), stored.modified());
        assertEquals(1, stored.messages().size());
        assertEquals(1, stored.messages().get(0).uid());
    }

    @Test
    void manyScatteredMessagesAreFlaggedAndRemoved() {
        append(
                "INBOX",
                Flags.NONE,
                IntStream.range(0, 3000).mapToObj(i -> "mail").toArray(String[]::new));
        OpenMailbox inbox = open("INBOX");
        UidSet odd = UidSet.of(LongStream.range(0, 1500).map(i -> 2 * i + 1).toArray());
        assertEquals(1500, flag(inbox, odd, SystemFlag.DELETED).messages().size());
        assertEquals(
                odd, call(em -> new Expunges(em).expunge(inbox.key(), null)).vanished());
        assertEquals(1500, open("INBOX").uids().size());
        assertEquals(1500, number("SELECT message_count FROM mailbox"));
        assertEquals(odd, changes(inbox, inbox.highestModseq()).vanished());
    }

    @Test
    void keywordsHaveALimit() {
        append("INBOX", Flags.NONE, "one");
        OpenMailbox inbox = open("INBOX");
        for (int i = 0; i < 3; i++) {
            store(
                    inbox,
                    UidSet.of(1),
                    FlagChange.Kind.REPLACE,
                    new Flags(Set.of(), Set.of("k" + i + "x".repeat(1200))));
        }
        assertRefused(
                Reason.LIMIT,
                em -> new FlagChanges(em)
                        .store(
                                inbox.key(),
                                UidSet.of(1),
                                new FlagChange(FlagChange.Kind.ADD, new Flags(Set.of(), Set.of("y".repeat(1000)))),
                                OptionalLong.empty()));
    }
}
