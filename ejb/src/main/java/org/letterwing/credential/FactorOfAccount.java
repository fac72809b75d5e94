package org.letterwing.credential;

import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import jakarta.persistence.EntityManager;

import org.letterwing.authentication.keys.KeySecret;

/** The second factor of one account: the key of its codes, and the recovery codes that stand for one. */
final class FactorOfAccount {

    private static final System.Logger LOG = System.getLogger(FactorOfAccount.class.getName());
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_OCTETS = 10;
    private static final int RECOVERY_LETTERS = 16;

    private final EntityManager entities;
    private final KeySecret secret;
    private final long account;

    FactorOfAccount(EntityManager entities, KeySecret secret, long account) {
        this.entities = entities;
        this.secret = secret;
        this.account = account;
    }

    SecondFactorView view() {
        boolean on = entities.find(SecondFactor.class, account) != null;
        Long left = (Long)
                entities.createNativeQuery("SELECT COUNT(*) FROM recovery_code WHERE account_id = :account", Long.class)
                        .setParameter("account", account)
                        .getSingleResult();
        return new SecondFactorView(on, left.intValue());
    }

    /**
     * Begins to ask for codes.
     *
     * @param step that of the code which was taken already
     * @return the recovery codes
     */
    List<String> turnOn(TotpKey key, long step) {
        byte[] encrypted = secret.encryption().encrypt(key.octets(), SecondFactor.owner(account));
        entities.persist(new SecondFactor(account, encrypted, step));
        entities.flush();
        mark(true);
        return newRecoveryCodes();
    }

    /** Asks for codes no longer; returns whether it did. */
    boolean turnOff() {
        forget("recovery_code");
        mark(false);
        return forget("second_factor") > 0;
    }

    private int forget(String table) {
        return entities.createNativeQuery("DELETE FROM " + table + " WHERE account_id = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    private void mark(boolean on) {
        entities.createNativeQuery("UPDATE account SET second_factor = :on WHERE id = :account")
                .setParameter("on", on)
                .setParameter("account", account)
                .executeUpdate();
    }

    /** Makes recovery codes in place of those that are there. */
    List<String> newRecoveryCodes() {
        forget("recovery_code");
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            Letters letters = Letters.random(RECOVERY_OCTETS);
            entities.createNativeQuery("INSERT INTO recovery_code (account_id, digest) VALUES (:account, :digest)")
                    .setParameter("account", account)
                    .setParameter("digest", letters.digest())
                    .executeUpdate();
            codes.add(letters.grouped());
        }
        return List.copyOf(codes);
    }

    /**
     * Takes a code, so that it is not taken again: by one statement, whoever gives it somewhere else at the same time.
     *
     * @param typed six digits, or a recovery code
     * @return whether it is right
     */
    boolean take(String typed, Instant now) {
        String code = typed.replace(" ", "");
        Optional<Letters> recovery = Letters.typed(code.toCharArray(), RECOVERY_LETTERS);
        return recovery.isPresent() ? takeRecovery(recovery.get()) : takeStep(code, now);
    }

    private boolean takeRecovery(Letters code) {
        return entities.createNativeQuery("DELETE FROM recovery_code WHERE account_id = :account AND digest = :digest")
                        .setParameter("account", account)
                        .setParameter("digest", code.digest())
                        .executeUpdate()
                > 0;
    }

    private boolean takeStep(String code, Instant now) {
        OptionalLong step = key().map(key -> key.stepOf(code, now)).orElse(OptionalLong.empty());
        // RFC 6238 5.2: a code is taken once
        return step.isPresent()
                && entities.createNativeQuery("UPDATE second_factor SET last_step = :step"
                                        + " WHERE account_id = :account AND last_step < :step")
                                .setParameter("step", step.getAsLong())
                                .setParameter("account", account)
                                .executeUpdate()
                        > 0;
    }

    private Optional<TotpKey> key() {
        SecondFactor factor = entities.find(SecondFactor.class, account);
        if (factor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TotpKey(secret.encryption().decrypt(factor.key(), SecondFactor.owner(account))));
        } catch (GeneralSecurityException e) {
            LOG.log(
                    Level.ERROR,
                    "The key of a second factor can't be read with the secret of " + secret.source()
                            + ", so only recovery codes are taken: get the secret back, or take the second factor away",
                    e);
            return Optional.empty();
        }
    }
}
