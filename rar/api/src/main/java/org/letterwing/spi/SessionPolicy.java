package org.letterwing.spi;

import java.util.Collection;
import java.util.Optional;

/**
 * Answers the questions of a protocol session: who is this recipient, are these credentials right.
 *
 * <p>Without a transaction. Calls come from several threads at once.
 */
public interface SessionPolicy {

    /** Says who takes mail for an address. */
    RecipientAnswer recipient(RecipientQuestion question);

    /**
     * Checks a password. It takes the same time whether the user exists or not.
     *
     * @param user the login name, {@code local-part@domain}
     * @param password the password in clear text; the callee wipes it
     * @return the account's canonical address; empty if user or password is wrong
     */
    Optional<String> authenticate(String user, char[] password);

    /**
     * Remembers an application's listener, so that its addresses don't vanish when the application is away.
     *
     * @param application the application's name
     * @param patterns the address patterns that the listener takes, {@code local-part@domain} or {@code *@domain}
     */
    void remember(String application, Collection<String> patterns);
}
