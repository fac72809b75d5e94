package org.letterwing.directory;

import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;

/** Checks passwords, of the administrator and of the accounts. */
@Stateless
@PermitAll
public class Logins {

    /**
     * Checks a password. It takes the same time whether the user exists or not.
     *
     * @param user {@code admin}, or an account's address
     * @param password the password in clear text, which is wiped
     * @return who logged in; empty if user or password is wrong
     */
    public Optional<Login> authenticate(String user, char[] password) {
        throw new UnsupportedOperationException();
    }
}
