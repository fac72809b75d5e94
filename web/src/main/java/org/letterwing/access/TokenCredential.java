package org.letterwing.access;

import jakarta.security.enterprise.credential.Credential;

/**
 * The token that a program shows instead of a name and a password.
 *
 * @param secret as it came, whatever it is
 */
public record TokenCredential(String secret) implements Credential {

    /** Tells nothing of the secret. */
    @Override
    public String toString() {
        return "TokenCredential";
    }
}
