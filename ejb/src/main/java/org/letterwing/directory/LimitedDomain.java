package org.letterwing.directory;

import jakarta.persistence.EntityManager;

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
            throw new DirectoryException(
                    Reason.DOMAIN_HAS_ITS_ALIASES, domain.name().unicode(), limits.aliases());
        }
    }

    /** Returns why there can be no more accounts. */
    DirectoryException hasItsAccounts() {
        return new DirectoryException(
                Reason.DOMAIN_HAS_ITS_ACCOUNTS, domain.name().unicode(), limits.accounts());
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
            throw new DirectoryException(Reason.NEGATIVE_QUOTA, quota);
        }
        Long most = limits.quotaBytes();
        if (most != null && (quota == null || quota > most)) {
            throw new DirectoryException(Reason.QUOTA_TOO_LARGE, domain.name().unicode(), most);
        }
    }
}
