package org.letterwing.credential;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What makes the codes of an account, and which was taken last. */
@Entity
@Table(name = "second_factor")
class SecondFactor {

    @Id
    @Column(name = "account_id")
    private long account;

    /** Encrypted for the account. */
    @Column(name = "totp_key")
    private byte[] key;

    @Column(name = "last_step")
    private long lastStep;

    /** For JPA. */
    protected SecondFactor() {}

    SecondFactor(long account, byte[] key, long lastStep) {
        this.account = account;
        this.key = key.clone();
        this.lastStep = lastStep;
    }

    byte[] key() {
        return key.clone();
    }

    /** Returns what binds the key of an account to it. */
    static String owner(long account) {
        return "second factor of account " + account;
    }
}
