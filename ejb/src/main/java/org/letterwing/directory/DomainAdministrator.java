package org.letterwing.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** The right of an account to administer a domain, its own or another. It goes with either of them. */
@Entity
@Table(name = "domain_administrator")
class DomainAdministrator {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Domain domain;

    @ManyToOne(fetch = FetchType.LAZY)
    private Account account;

    /** For JPA. */
    protected DomainAdministrator() {}

    DomainAdministrator(Domain domain, Account account) {
        this.domain = domain;
        this.account = account;
    }

    DomainAdministratorView view() {
        return new DomainAdministratorView(account.address());
    }
}
