package org.letterwing.spi;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.letterwing.api.Refusal;

/**
 * Answers the questions of a protocol session: who is this recipient, are these credentials right.
 *
 * <p>Without a transaction. Calls come from several threads at once.
 */
public interface SessionPolicy {

    /**
     * Says whether a user may send as all of some addresses.
     *
     * @param user the account's canonical address
     * @param addresses {@code local-part@domain} each
     * @return empty if it may, or the reply that refuses
     */
    Optional<Refusal> refuseSender(String user, Collection<String> addresses);

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
     * Returns what SCRAM needs to let a user prove that it knows its password.
     *
     * @param user the login name, {@code local-part@domain}
     * @return never null: an unknown user has a credential that nothing fits, with a salt that is always the same, so
     *     that nobody learns who is known
     */
    ScramCredential scramCredential(String user);

    /**
     * Returns the canonical address of an account.
     *
     * @param user the login name, {@code local-part@domain}
     * @return empty if there is no such account
     */
    Optional<String> account(String user);

    /** Returns whether an attempt to log in is refused without a look, for too many have failed. */
    boolean isBanned(LoginAttempt attempt);

    /**
     * Returns the addresses that are banned now; asked every few seconds, so that no connection costs a question.
     *
     * @return an IPv4 address, or the first address of the banned /64 of IPv6, and when its ban ends; of very many bans
     *     those that end last
     */
    Map<InetAddress, Instant> bannedAddresses();

    /** Returns the networks that administrators have added to those of the settings; asked every few seconds. */
    AccessNetworks accessNetworks();

    /** Returns the version of the directory, at most a second old; asked before a login is checked. */
    long directoryVersion();

    /**
     * Returns the first logins that changes of the directory have ended; asked every few seconds.
     *
     * @param after the last version of which it is known; 0 for those of the last day
     * @return in the order of the versions
     */
    List<EndedLogin> endedLogins(long after);

    /** Takes note of a login that succeeded. */
    void loggedIn(LoginAttempt attempt);

    /** Takes note of a login that failed. */
    void loginFailed(LoginAttempt attempt);

    /**
     * Remembers that a client wants to send, and says how long it must wait until it may (RFC 6647).
     *
     * @param sender the reverse-path, {@code ""} for the null one
     * @return zero if it may send now
     */
    Duration greylistDelay(InetAddress client, String sender, String recipient);

    /** Remembers an application's listener that has become active, in place of what was known of it. */
    void remember(ListenerFacts listener);
}
