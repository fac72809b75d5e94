package org.letterwing.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** An account's or an application's right to send as an address that is not its own, or as all of a domain. */
@Entity
@Table(name = "sender_grant")
class SenderGrant {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Account account;

    private String application;

    private String address;

    /** For JPA. */
    protected SenderGrant() {}

    /**
     * Grants to an account.
     *
     * @param address {@code local-part@domain} or {@code *@domain}, in the form that is compared
     */
    SenderGrant(Account account, String address) {
        this.account = account;
        this.address = address;
    }

    /** Grants to an application, as {@link #SenderGrant(Account, String)} does to an account. */
    SenderGrant(String application, String address) {
        this.application = application;
        this.address = address;
    }

    GrantView view() {
        return new GrantView(id, account == null ? null : account.name(), application, address);
    }
}
