package org.letterwing.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** A domain whose mail this server takes. */
@Entity
class Domain {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** Of A-labels, in lower case. */
    private String name;

    @Column(name = "max_accounts")
    private Long mostAccounts;

    @Column(name = "max_aliases")
    private Long mostAliases;

    @Column(name = "max_quota")
    private Long mostQuota;

    /** For JPA. */
    protected Domain() {}

    Domain(DomainName name) {
        this.name = name.ascii();
    }

    DomainName name() {
        return new DomainName(name);
    }

    DomainLimits limits() {
        return new DomainLimits(mostAccounts, mostAliases, mostQuota);
    }

    void limit(DomainLimits limits) {
        mostAccounts = limits.accounts();
        mostAliases = limits.aliases();
        mostQuota = limits.quotaBytes();
    }
}
