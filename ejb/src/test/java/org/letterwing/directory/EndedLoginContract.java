package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.spi.EndedLogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which changes end logins, on both databases. */
abstract class EndedLoginContract extends DirectoryContract {

    private static final String ALICE = "alice@xn--bcher-kva.example";

    private EndedLogins logins;

    @BeforeEach
    void fill() throws DirectoryException {
        logins = house.endedLogins();
        house.admin(a -> a.addDomain("bücher.example"));
        house.account("bücher.example", "alice", null);
        house.account("bücher.example", "bob", null);
    }

    @Test
    void anotherPasswordEndsLoginsThatBeganBefore() throws DirectoryException {
        long before = logins.version();
        assertFalse(logins.isOver(ALICE, before));
        change(new AccountChange("another".toCharArray(), null));
        assertTrue(logins.isOver(ALICE, before));
        assertFalse(logins.isOver(ALICE, logins.version()));
        assertFalse(logins.isOver("bob@xn--bcher-kva.example", before));
        assertFalse(logins.isOver("admin", before));
        assertEquals(List.of(new EndedLogin(before + 1, ALICE)), logins.after(0));
        assertEquals(List.of(), logins.after(before + 1));
    }

    @Test
    void aSuspendedAccountEndsThemAndOneThatIsAgainInUseOrHasAnotherQuotaDoesNot() throws DirectoryException {
        change(new AccountChange(null, Optional.of(7L)));
        assertEquals(List.of(), logins.after(0));
        change(new AccountChange(null, null, true));
        long suspended = logins.version();
        assertEquals(List.of(new EndedLogin(suspended, ALICE)), logins.after(0));
        change(new AccountChange(null, null, false));
        assertEquals(List.of(), logins.after(suspended));
    }

    @Test
    void whatIsRemovedEndsThem() throws DirectoryException {
        long before = logins.version();
        house.admin(a -> {
            a.removeAccount("bücher.example", "alice", true);
            return null;
        });
        assertTrue(logins.isOver(ALICE, before));
        assertFalse(logins.isOver("bob@xn--bcher-kva.example", before));
        house.admin(a -> {
            a.removeDomain("bücher.example", true);
            return null;
        });
        assertTrue(logins.isOver("bob@xn--bcher-kva.example", before));
        assertFalse(logins.isOver("bob@other.example", before));
        assertEquals(
                List.of(ALICE, "@xn--bcher-kva.example"),
                logins.after(before).stream().map(EndedLogin::account).toList());
    }

    private void change(AccountChange change) throws DirectoryException {
        house.admin(a -> a.changeAccount("bücher.example", "alice", change));
    }
}
