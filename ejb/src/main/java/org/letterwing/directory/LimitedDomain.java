package org.letterwing.directory;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException.Kind;

/** A domain whose limits hold back what is added to it. Its callers change the directory one after the other. */
final class LimitedDomain {

    private final EntityManager entities;
    private final Domain domain;
    private final DomainLimits limits;

    LimitedDomain(EntityManager entities, Domain domain) {
        this.entities = entities;
        this.domain = domain;
        limits = domain.limits();
    }

    /** CONFLICT if it has as many accounts as it may. */
    void checkAccount() throws DirectoryException {
        if (roomForAccounts() <= 0) {
            throw hasItsAccounts();
        }
    }

    /** CONFLICT if it has as many aliases as it may. */
    void checkAlias() throws DirectoryException {
        if (room(Alias.class, limits.aliases()) <= 0) {
            throw hasAll(limits.aliases(), "aliases");
        }
    }

    /** Returns why there can be no more accounts. */
    DirectoryException hasItsAccounts() {
        return hasAll(limits.accounts(), "accounts");
    }

    private DirectoryException hasAll(Long limit, String what) {
        return new DirectoryException(
                Kind.CONFLICT,
                "The domain " + domain.name().unicode() + " may have " + limit + " " + what
                        + ", and has them: remove some, or let an administrator of the server raise its limit");
    }

    /** Returns how many accounts can be added. */
    long roomForAccounts() {
        return room(Account.class, limits.accounts());
    }

    private long room(Class<?> type, Long limit) {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        Long present = entities.createQuery(
                        "select count(x) from " + type.getSimpleName() + " x where x.domain = :domain", Long.class)
                .setParameter("domain", domain)
                .getSingleResult();
        return limit - present;
    }

    /** Returns the quota of a new account. UNPROCESSABLE as {@link #checkQuota} has it. */
    Long quota(Long wanted) throws DirectoryException {
        Long quota = wanted == null ? limits.quotaBytes() : wanted;
        checkQuota(quota);
        return quota;
    }

    /** UNPROCESSABLE if a quota, null for no limit, is more than an account may have here, or none at all. */
    void checkQuota(Long quota) throws DirectoryException {
        if (quota != null && quota < 0) {
            throw new DirectoryException(
                    Kind.UNPROCESSABLE, "The quota is " + quota + " octets: give 0 or more, or none for no limit");
        }
        Long most = limits.quotaBytes();
        if (most != null && (quota == null || quota > most)) {
            throw new DirectoryException(
                    Kind.UNPROCESSABLE,
                    "An account of " + domain.name().unicode() + " has a quota of at most " + most
                            + " octets: give no more, or let an administrator of the server raise the domain's limit");
        }
    }
}
