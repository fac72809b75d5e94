package org.letterwing.store;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An account's mailboxes: they come and go with it, and their use counts what has numbers and what has none. */
@ParameterizedClass
@EnumSource
class MailboxesTest extends StoreContract {

    MailboxesTest(Kind kind) {
        super(kind);
    }

    @Test
    void useCountsWhatHasNumbersAndWhatHasNone() {
        long alice = account("alice");
        assertEquals(0, use(alice));
        deliver("12345", alice);
        long one = RETURN_PATH.length() + 5;
        assertEquals(one, use(alice));
        contents(alice);
        assertEquals(one, use(alice));
        deliver("12345", alice, account("bob"));
        assertEquals(2 * one, use(alice));
    }

    @Test
    void anAccountWithMailIsNotEmpty() {
        long alice = account("alice");
        assertTrue(isEmpty(alice));
        deliver("mail", alice);
        assertFalse(isEmpty(alice));
        assertTrue(isEmpty(account("bob")));
    }

    @Test
    void removingAnAccountsMailboxesLeavesOthersMailAlone() {
        long alice = account("alice");
        long bob = account("bob");
        deliver("for both", alice, bob);
        deliver("for alice", alice);
        close(open(alice).hold(), open(bob).mails().get(0).entry());
        open(alice);

        database.run(em -> new Mailboxes(em).remove(alice));
        assertEquals(1, count("mailbox"));
        assertEquals(0, use(alice));
        database.run(em -> new Sweep(em).removeMessages(Duration.ZERO));
        assertEquals(1, count("message"));
        database.run(em -> em.createNativeQuery("DELETE FROM maildrop_hold").executeUpdate());
        assertEquals(List.of("for both"), contents(bob));
    }

    private boolean isEmpty(long account) {
        return database.call(em -> new Mailboxes(em).isEmpty(account));
    }
}
