package org.letterwing.sasl;

import java.io.IOException;
import java.util.Optional;

/**
 * The accounts as mechanisms ask for them. Calls may block, so they are made by {@link AccountLanes} alone; whatever they
 * throw makes the login fail for now.
 */
public interface Accounts {

    /** Returns the version of the accounts: what is asked from now on is not older. */
    long version();

    /**
     * Checks a password, which takes the same time whether the user exists or not.
     *
     * @param password in clear text; the callee wipes it
     * @return the account's canonical name; empty if user or password is wrong
     */
    Optional<String> authenticate(String user, char[] password);

    /** Returns what SCRAM needs; for an unknown user keys that nothing fits, with a salt that is always the same. */
    ScramKeys scramKeys(String user);

    /** Returns an account's canonical name; empty if there is no such account. */
    Optional<String> canonicalName(String user);

    /**
     * Verifies an OAuth access token.
     *
     * @return the user that it was given to; empty if it is not valid here
     * @throws IOException if that can't be found out now
     */
    Optional<String> userOfToken(String token) throws IOException;

    /** Returns whether the client's address, or the user from there, is not to be heard now. */
    boolean isBanned(LoginAttempt attempt);

    /** Takes note of a login that succeeded. */
    void loggedIn(LoginAttempt attempt);

    /** Takes note of a login that failed. */
    void loginFailed(LoginAttempt attempt);
}
