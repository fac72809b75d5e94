package org.letterwing.credential;

import java.util.Arrays;

import jakarta.persistence.EntityManager;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Logins;
import org.letterwing.directory.Reason;
import org.letterwing.directory.WrongSecretException;

/**
 * The owner of an account, who is signed in.
 *
 * @param name the account's canonical name
 * @param account its key
 */
record Owner(String name, long account) {

    /** Returns the owner who has signed in under a name; NOT_FOUND if the account was removed meanwhile. */
    static Owner named(String name, EntityManager entities) throws DirectoryException {
        long account = new AccountKeys(entities)
                .of(name)
                .orElseThrow(() -> new DirectoryException(Reason.UNKNOWN_ACCOUNT, name));
        return new Owner(name, account);
    }

    /** Lets nobody go on who only found a session open: they don't know the password, which is wiped. */
    void prove(char[] password, Logins logins) throws WrongSecretException {
        try {
            if (logins.authenticate(name, password).isEmpty()) {
                throw new WrongSecretException(Reason.WRONG_PASSWORD);
            }
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
