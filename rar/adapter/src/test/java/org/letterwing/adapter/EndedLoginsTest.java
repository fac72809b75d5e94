package org.letterwing.adapter;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.letterwing.sasl.LoggedIn;
import org.letterwing.spi.EndedLogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EndedLoginsTest {

    private Predicate<LoggedIn> ending;
    private final EndedLogins logins = new EndedLogins(which -> ending = which);

    @Test
    void aLoginOfBeforeTheChangeEndsAndNoOther() {
        logins.told(List.of(new EndedLogin(7, "alice@a.test")));
        assertTrue(ends("alice@a.test", 6));
        assertFalse(ends("alice@a.test", 7));
        assertFalse(ends("bob@a.test", 6));
        assertFalse(ends("admin", 6));
        assertEquals(7, logins.lastVersion());
    }

    @Test
    void aDomainStandsForAllOfItsAccounts() {
        logins.told(List.of(new EndedLogin(7, "@a.test")));
        assertTrue(ends("alice@a.test", 6));
        assertFalse(ends("alice@a.test", 8));
        assertFalse(ends("alice@b.test", 6));
    }

    @Test
    void aLoginThatWasUnderWayIsFoundLater() {
        logins.told(List.of(new EndedLogin(7, "alice@a.test")));
        ending = null;
        logins.told(List.of());
        assertTrue(ends("alice@a.test", 6));
    }

    @Test
    void withoutAnyNobodyIsLookedAt() {
        logins.told(List.of());
        assertNull(ending);
    }

    @Test
    void memoryIsBoundedAndTheNewestStay() {
        logins.told(LongStream.range(0, 30_000)
                .mapToObj(i -> new EndedLogin(i, "user" + i + "@a.test"))
                .toList());
        assertFalse(ends("user9999@a.test", 0));
        assertTrue(ends("user10000@a.test", 0));
    }

    private boolean ends(String account, long version) {
        return ending.test(new LoggedIn(account, version));
    }
}
