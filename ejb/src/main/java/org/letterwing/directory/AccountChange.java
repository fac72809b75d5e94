package org.letterwing.directory;

import java.util.Optional;

/**
 * A change of an account.
 *
 * @param password the new password in clear text, which the callee wipes; null leaves it as it is
 * @param quotaBytes the new limit in octets from 0, empty for no limit; null leaves it as it is
 * @param suspended whether nobody can log in; null leaves it as it is
 */
public record AccountChange(char[] password, Optional<Long> quotaBytes, Boolean suspended) {

    /** A change that suspends nobody and nobody no longer. */
    public AccountChange(char[] password, Optional<Long> quotaBytes) {
        this(password, quotaBytes, null);
    }

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "AccountChange[password " + (password == null ? "unchanged" : "new") + ", quotaBytes=" + quotaBytes
                + ", suspended=" + suspended + "]";
    }
}
