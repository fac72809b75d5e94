package org.letterwing.directory;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.letterwing.directory.DirectoryException.Kind.CONFLICT;
import static org.letterwing.directory.DirectoryException.Kind.NOT_FOUND;
import static org.letterwing.directory.DirectoryException.Kind.UNPROCESSABLE;

/** How much a domain may have, on both databases. */
abstract class DomainLimitsContract extends DirectoryContract {

    @BeforeEach
    void fill() throws DirectoryException {
        house.admin(a -> a.addDomain("example.com"));
    }

    @Test
    void aDomainGetsNoMoreThanItMay() throws DirectoryException {
        assertEquals(new DomainLimits(null, null, null), house.admin(a -> a.limits("example.com")));
        house.account("example.com", "alice", null);
        DomainLimits limits = new DomainLimits(2L, 1L, 1000L);
        assertEquals(limits, house.admin(a -> a.limit("example.com", DomainLimitsChange.to(limits))));
        assertEquals(limits, house.admin(a -> a.limits("example.com")));
        assertNull(house.admin(a -> a.account("example.com", "alice")).quotaBytes(), "what is there stays");

        house.refuses(UNPROCESSABLE, a -> a.addAccount("example.com", account("bob", "secret", 1001L)));
        house.account("example.com", "bob", null);
        assertEquals(1000, house.admin(a -> a.account("example.com", "bob")).quotaBytes(), "as large as it may be");
        house.refuses(CONFLICT, a -> a.addAccount("example.com", account("carl", "secret", null)));
        house.refuses(
                UNPROCESSABLE, a -> a.changeAccount("example.com", "bob", new AccountChange(null, Optional.empty())));
        house.refuses(
                UNPROCESSABLE, a -> a.changeAccount("example.com", "bob", new AccountChange(null, Optional.of(1001L))));
        house.admin(a -> a.changeAccount("example.com", "bob", new AccountChange(null, Optional.of(999L))));
        house.admin(a -> a.addAlias("example.com", "*", List.of("bob@example.com")));
        house.refuses(CONFLICT, a -> a.addAlias("example.com", "sales", List.of("bob@example.com")));
        house.refuses(NOT_FOUND, a -> a.limits("elsewhere.example"));
    }

    @Test
    void limitsOfADomainAreChangedOneByOne() throws DirectoryException {
        house.admin(a -> a.limit("example.com", DomainLimitsChange.to(new DomainLimits(2L, 1L, 1000L))));
        assertEquals(
                new DomainLimits(2L, 0L, null),
                house.admin(
                        a -> a.limit("example.com", new DomainLimitsChange(null, Optional.of(0L), Optional.empty()))));
        house.refuses(UNPROCESSABLE, a -> a.limit("example.com", new DomainLimitsChange(Optional.of(-1L), null, null)));
        house.admin(a -> a.limit("example.com", DomainLimitsChange.to(new DomainLimits(null, null, null))));
        house.admin(a -> a.addDomain("example.net"));
        DomainLimits ofANewDomain = house.admin(a -> a.limits("example.net"));
        assertEquals(ofANewDomain, house.admin(a -> a.limits("example.com")));
    }

    @Test
    void accountsBeyondADomainsLimitsAreSaidBeforeTheyAreAdded() throws DirectoryException {
        house.account("example.com", "alice", null);
        house.admin(a -> a.limit("example.com", DomainLimitsChange.to(new DomainLimits(2L, null, 1000L))));
        List<Optional<Refusal>> problems = house.admin(a -> a.problems(
                "example.com",
                List.of(account("bob", "", 1001L), account("carl", "", null), account("dave", "", 1000L))));
        assertEquals(
                List.of(true, false, true),
                problems.stream().map(Optional::isPresent).toList());
    }

    private static NewAccount account(String localPart, String password, Long quota) {
        return new NewAccount(localPart, password.toCharArray(), quota);
    }
}
