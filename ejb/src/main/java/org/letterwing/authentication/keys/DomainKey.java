package org.letterwing.authentication.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A key of a domain, whose private half is encrypted, and is forgotten when the key is retired. */
@Entity
@Table(name = "signing_key")
class DomainKey {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "domain_id", updatable = false)
    private long domainId;

    @Column(updatable = false)
    private String selector;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private KeyType type;

    @Enumerated(EnumType.STRING)
    private KeyState state;

    private Instant since;

    @Column(name = "public_key", updatable = false)
    private byte[] publicKey;

    @Column(name = "private_key")
    private byte[] privateKey;

    /** For JPA. */
    protected DomainKey() {}

    DomainKey(
            long domainId,
            String selector,
            KeyType type,
            KeyState state,
            Instant since,
            KeyPair pair,
            KeyEncryption encryption) {
        this.domainId = domainId;
        this.selector = selector;
        this.type = type;
        this.state = state;
        this.since = since;
        publicKey = pair.getPublic().getEncoded();
        privateKey = encryption.encrypt(pair.getPrivate().getEncoded(), owner());
    }

    String selector() {
        return selector;
    }

    KeyType type() {
        return type;
    }

    KeyState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    PublicKey publicKey() {
        return type.publicKey(publicKey);
    }

    /**
     * Returns the private half of a key that is not retired.
     *
     * @throws GeneralSecurityException if it was encrypted under another secret
     */
    PrivateKey privateKey(KeyEncryption encryption) throws GeneralSecurityException {
        return type.privateKey(encryption.decrypt(privateKey, owner()));
    }

    private String owner() {
        return domainId + "/" + selector;
    }

    void activate(Instant now) {
        state = KeyState.ACTIVE;
        since = now;
    }

    void retire(Instant now) {
        state = KeyState.RETIRED;
        since = now;
        privateKey = null;
    }
}
