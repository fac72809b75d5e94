package org.letterwing.imap;

import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.SpecialUse;

/** LIST and LSUB (RFC 9051 6.3.9, RFC 3501 6.3.9). */
class ListTest {

    private final MemoryBackend backend = new MemoryBackend();
    private final Dialogue dialogue = new Dialogue(backend).loggedIn();

    @BeforeEach
    void create() throws MailboxException {
        for (String name : new String[] {"Fruit/Apple", "Fruit/Banana", "Tofu", "Vegetable", "Vegetable/Corn"}) {
            backend.mailboxes.create(MemoryBackend.USER, name, Set.of());
        }
        for (String name : new String[] {"Fruit/Banana", "Fruit/Peach", "INBOX", "Vegetable/Broccoli"}) {
            backend.mailboxes.subscribe(MemoryBackend.USER, name, true);
        }
    }

    @Test
    void wildcardsStandForAnythingOrForOneLevel() {
        dialogue.plays("""
                C: 1 LIST "" *
                S: * LIST (\\Noselect \\HasChildren) "/" Fruit
                S: * LIST (\\HasNoChildren) "/" Fruit/Apple
                S: * LIST (\\HasNoChildren) "/" Fruit/Banana
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * LIST (\\HasNoChildren) "/" Tofu
                S: * LIST (\\HasChildren) "/" Vegetable
                S: * LIST (\\HasNoChildren) "/" Vegetable/Corn
                S: 1 OK LIST completed
                C: 2 LIST "" %
                S: * LIST (\\Noselect \\HasChildren) "/" Fruit
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * LIST (\\HasNoChildren) "/" Tofu
                S: * LIST (\\HasChildren) "/" Vegetable
                S: 2 OK LIST completed
                C: 3 LIST Fruit/ "%a%"
                S: * LIST (\\HasNoChildren) "/" Fruit/Banana
                S: 3 OK LIST completed
                C: 4 LIST "" inb*
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: 4 OK LIST completed
                C: 5 LIST "" fruit/apple
                S: 5 OK LIST completed
                """);
    }

    @Test
    void anEmptyNameAsksForTheSeparator() {
        dialogue.plays("""
                C: A101 LIST "" ""
                S: * LIST (\\Noselect) "/" ""
                S: A101 OK LIST completed
                """);
    }

    @Test
    void subscribedNamesAreListedWhetherTheyAreMailboxesOrNot() {
        dialogue.plays("""
                C: A02 LIST (SUBSCRIBED) "" "*"
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Banana
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Fruit/Peach
                S: * LIST (\\Subscribed \\HasNoChildren) "/" INBOX
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Vegetable/Broccoli
                S: A02 OK LIST completed
                C: A03 LIST () "" "Fruit/*" RETURN (SUBSCRIBED CHILDREN)
                S: * LIST (\\HasNoChildren) "/" Fruit/Apple
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Banana
                S: A03 OK LIST completed
                """);
    }

    @Test
    void parentsOfWhatIsSelectedAreListedIfWanted() {
        dialogue.plays("""
                C: C04 LIST (SUBSCRIBED RECURSIVEMATCH) "" "%"
                S: * LIST (\\NonExistent \\HasChildren) "/" Fruit ("CHILDINFO" ("SUBSCRIBED"))
                S: * LIST (\\Subscribed \\HasNoChildren) "/" INBOX
                S: * LIST (\\HasChildren) "/" Vegetable ("CHILDINFO" ("SUBSCRIBED"))
                S: C04 OK LIST completed
                C: C05 LIST (RECURSIVEMATCH) "" "%"
                S: C05 BAD RECURSIVEMATCH needs another option beside it
                C: C06 LIST (REMOTE) "" (Tofu "V%")
                S: * LIST (\\HasNoChildren) "/" Tofu
                S: * LIST (\\HasChildren) "/" Vegetable
                S: C06 OK LIST completed
                """);
    }

    @Test
    void specialUsesAreTold() throws MailboxException {
        backend.mailboxes.create(MemoryBackend.USER, "Sent", Set.of(SpecialUse.SENT));
        dialogue.plays("""
                C: 1 LIST "" S% RETURN (SPECIAL-USE)
                S: * LIST (\\Sent \\HasNoChildren) "/" Sent
                S: 1 OK LIST completed
                C: 2 LIST (SPECIAL-USE SUBSCRIBED) "" *
                S: 2 OK LIST completed
                """);
    }

    @Test
    void figuresComeWithTheList() {
        dialogue.plays("""
                C: A01 LIST "" (Fruit "T%") RETURN (STATUS (MESSAGES UNSEEN))
                S: * LIST (\\NonExistent \\HasChildren) "/" Fruit
                S: * LIST (\\HasNoChildren) "/" Tofu
                S: * STATUS Tofu (MESSAGES 0 UNSEEN 0)
                S: A01 OK LIST completed
                """);
    }

    @Test
    void lsubTellsParentsThatAPercentEndsAt() {
        dialogue.plays("""
                C: 1 LSUB "" *
                S: * LSUB () "/" Fruit/Banana
                S: * LSUB () "/" Fruit/Peach
                S: * LSUB () "/" INBOX
                S: * LSUB () "/" Vegetable/Broccoli
                S: 1 OK LSUB completed
                C: 2 LSUB "" %
                S: * LSUB (\\Noselect) "/" Fruit
                S: * LSUB () "/" INBOX
                S: * LSUB (\\Noselect) "/" Vegetable
                S: 2 OK LSUB completed
                C: 3 UNSUBSCRIBE Fruit/Peach
                S: 3 OK UNSUBSCRIBE completed
                C: 4 SUBSCRIBE Tofu
                S: 4 OK SUBSCRIBE completed
                C: 5 LSUB "" Tofu
                S: * LSUB () "/" Tofu
                S: 5 OK LSUB completed
                """);
    }

    @Test
    void optionsThatNobodyKnowsAreRefused() {
        dialogue.plays("""
                C: 1 LIST (SENSE) "" *
                S: 1 BAD Unknown option of LIST
                C: 2 LIST "" * RETURN (SENSE)
                S: 2 BAD Unknown option of LIST
                C: 3 LIST "" * RETURN
                S: 3 BAD Expected a space after octet 18 of the command
                C: 4 LIST ""
                S: 4 BAD Expected a space after octet 9 of the command
                """);
    }
}
