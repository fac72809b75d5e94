package org.letterwing.access;

import jakarta.security.enterprise.credential.Credential;

/**
 * The code that somebody gives after the password.
 *
 * @param code as it was typed, whatever it is
 */
public record CodeCredential(String code) implements Credential {

    /** Tells nothing of the code. */
    @Override
    public String toString() {
        return "CodeCredential";
    }
}
