package org.letterwing.store;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MailboxException.Reason;
import org.letterwing.mailbox.MailboxInfo;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.SpecialUse;
import org.letterwing.mailbox.UidSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The names of mailboxes (RFC 9051 6.3). */
@ParameterizedClass
@EnumSource
class MailboxTreeTest extends ReadingContract {

    MailboxTreeTest(Kind kind) {
        super(kind);
    }

    private List<MailboxInfo> list() {
        return call(em -> new MailboxTree(em).list(alice));
    }

    private List<String> names() {
        return list().stream().map(MailboxInfo::name).toList();
    }

    private void rename(String from, String to) {
        call(em -> {
            new MailboxTree(em).rename(alice, from, to);
            return null;
        });
    }

    private void delete(String name) {
        call(em -> {
            new MailboxTree(em).delete(alice, name);
            return null;
        });
    }

    @Test
    void anAccountHasTheMailboxesThatClientsLookFor() {
        call(em -> {
            new Mailboxes(em).createUsual(alice);
            return null;
        });
        assertEquals(List.of("Archive", "Drafts", "INBOX", "Junk", "Sent", "Trash"), names());
        assertEquals(Set.of(SpecialUse.SENT), list().get(4).uses());
        assertEquals(Set.of(), list().get(2).uses());
        assertEquals(
                List.of(), list().stream().filter(info -> !info.subscribed()).toList());
    }

    @Test
    void mailboxIsMadeWithWhatIsAboveIt() {
        create("work/2026/november");
        assertEquals(List.of("INBOX", "work", "work/2026", "work/2026/november"), names());
        assertEquals(List.of(), list().stream().filter(info -> !info.exists()).toList());
    }

    @Test
    void inboxIsTheSameInAnyCase() {
        create("inbox/lists");
        assertEquals(List.of("INBOX", "INBOX/lists"), names());
        assertRefused(Reason.ALREADYEXISTS, em -> new MailboxTree(em).create(alice, "iNbOx", Set.of()));
        assertRefused(Reason.CANNOT, em -> {
            new MailboxTree(em).delete(alice, "inbox");
            return null;
        });
    }

    @Test
    void namesThatCannotBeAreRefused() {
        for (String name : List.of("", "/", "a//b", "/a", "a/", "a\r\nb", "a*", "%")) {
            assertRefused(Reason.CANNOT, em -> new MailboxTree(em).create(alice, name, Set.of()));
        }
        assertRefused(Reason.LIMIT, em -> new MailboxTree(em).create(alice, "x".repeat(256), Set.of()));
        assertRefused(Reason.LIMIT, em -> new MailboxTree(em).create(alice, "x/".repeat(20) + "x", Set.of()));
    }

    @Test
    void useIsOfOneMailbox() {
        call(em -> new MailboxTree(em).create(alice, "Gesendet", Set.of(SpecialUse.SENT)));
        assertRefused(Reason.USEATTR, em -> new MailboxTree(em).create(alice, "Sent", Set.of(SpecialUse.SENT)));
    }

    @Test
    void whatIsBelowADeletedMailboxStays() {
        create("a/b");
        delete("a");
        assertEquals(List.of("INBOX", "a", "a/b"), names());
        assertEquals(
                "a",
                list().stream()
                        .filter(info -> !info.exists())
                        .findFirst()
                        .orElseThrow()
                        .name());
        assertRefused(Reason.HASCHILDREN, em -> {
            new MailboxTree(em).delete(alice, "a");
            return null;
        });
        delete("a/b");
        assertEquals(List.of("INBOX"), names());
    }

    @Test
    void messagesGoWithADeletedMailbox() {
        create("old");
        append("old", Flags.NONE, "one");
        OpenMailbox old = open("old");
        delete("old");
        assertRefused(Reason.NONEXISTENT, em -> new MailboxViews(em).changes(old.key(), 0));
        assertEquals(0, count("mailbox_entry"));
        assertEquals(1, count("unneeded_message"));
    }

    @Test
    void renamingTakesAllBelowAlong() {
        create("a/b/c");
        create("ab");
        append("a/b/c", Flags.NONE, "one");
        OpenMailbox before = open("a/b/c");
        rename("a", "x/y");
        assertEquals(List.of("INBOX", "ab", "x", "x/y", "x/y/b", "x/y/b/c"), names());
        assertEquals(before.key(), open("x/y/b/c").key());
        assertRefused(Reason.CANNOT, em -> {
            new MailboxTree(em).rename(alice, "x", "x/z");
            return null;
        });
        assertRefused(Reason.ALREADYEXISTS, em -> {
            new MailboxTree(em).rename(alice, "ab", "x");
            return null;
        });
        assertRefused(Reason.NONEXISTENT, em -> {
            new MailboxTree(em).rename(alice, "none", "some");
            return null;
        });
    }

    @Test
    void whatIsBelowARenamedMailboxHasALimitToo() {
        String deep = "x/".repeat(15) + "x";
        create("a/" + deep);
        create("b");
        assertRefused(Reason.LIMIT, em -> {
            new MailboxTree(em).rename(alice, "a", "b/c/d/e/f");
            return null;
        });
        rename("a", "b/c");
        assertEquals(UidSet.EMPTY, open("b/c/" + deep).uids());
    }

    @Test
    void renamingTheInboxMovesItsMessages() {
        deliver("mail", alice);
        OpenMailbox inbox = open("INBOX");
        rename("INBOX", "saved");
        assertEquals(UidSet.EMPTY, open("INBOX").uids());
        assertEquals(inbox.key(), open("INBOX").key());
        assertEquals(UidSet.of(1), open("saved").uids());
    }

    @Test
    void namesWithoutAMailboxCanBeSubscribedTo() {
        call(em -> {
            new MailboxTree(em).subscribe(alice, "gone/far", true);
            new MailboxTree(em).subscribe(alice, "gone/far", true);
            return null;
        });
        MailboxInfo gone = list().stream()
                .filter(info -> info.name().equals("gone/far"))
                .findFirst()
                .orElseThrow();
        assertEquals(new MailboxInfo("gone/far", false, true, Set.of(), null), gone);
        call(em -> {
            new MailboxTree(em).subscribe(alice, "gone/far", false);
            return null;
        });
        assertEquals(List.of("INBOX"), names());
    }

    @Test
    void everythingGoesWithTheAccount() {
        create("a/b");
        append("a/b", Flags.NONE, "one");
        database.run(em -> new Mailboxes(em).remove(alice));
        assertEquals(0, count("mailbox"));
        assertEquals(0, count("subscription"));
    }
}
