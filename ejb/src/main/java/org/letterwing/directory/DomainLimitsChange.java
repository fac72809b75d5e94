package org.letterwing.directory;

import java.util.Optional;

/**
 * What shall be different in the limits of a domain. For each of them empty stands for no limit any more; null leaves it as
 * it is.
 *
 * @param accounts the most accounts, from 0
 * @param aliases the most aliases, from 0
 * @param quotaBytes the largest quota of an account in octets, from 0
 */
public record DomainLimitsChange(Optional<Long> accounts, Optional<Long> aliases, Optional<Long> quotaBytes) {

    /** Returns a change after which the limits are these. */
    public static DomainLimitsChange to(DomainLimits wanted) {
        return new DomainLimitsChange(
                Optional.ofNullable(wanted.accounts()),
                Optional.ofNullable(wanted.aliases()),
                Optional.ofNullable(wanted.quotaBytes()));
    }

    DomainLimits of(DomainLimits before) {
        return new DomainLimits(
                of(accounts, before.accounts()), of(aliases, before.aliases()), of(quotaBytes, before.quotaBytes()));
    }

    private static Long of(Optional<Long> change, Long before) {
        return change == null ? before : change.orElse(null);
    }
}
