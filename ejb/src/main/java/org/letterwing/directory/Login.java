package org.letterwing.directory;

import java.util.Locale;
import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param name {@code admin}, an account's canonical address, or a token's name after {@code token:}
 * @param roles what they may do: {@code administrator}, or {@code user}: nothing beyond their own mail and account, unless
 *     also {@code domain-administrator}; and what holds them back
 */
public record Login(String name, Set<String> roles) {

    /** The role that may manage the server. */
    public static final String ADMINISTRATOR = "administrator";

    /** The role that an owner of an account has too who administers domains: {@link ManagedDomains} knows which. */
    public static final String DOMAIN_ADMINISTRATOR = "domain-administrator";

    /** The role of the owner of an account. */
    public static final String USER = "user";

    /** The role of a program that has shown a token instead of a password. */
    public static final String TOKEN = "token";

    /** The role that may see everything that its other roles allow, and change nothing. */
    public static final String ONLY_READS = "only-reads";

    /** Returns a login name in the form that is compared, whether there is such an account or not. */
    public static String comparedName(String user) {
        return MailAddress.parse(user)
                .filter(address -> address.localPart().isPresent())
                .map(MailAddress::canonical)
                .orElseGet(() -> user.toLowerCase(Locale.ROOT));
    }

    /** Copies the set. */
    public Login {
        roles = Set.copyOf(roles);
    }
}
