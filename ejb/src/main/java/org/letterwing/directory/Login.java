package org.letterwing.directory;

import java.util.Locale;
import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param name {@code admin}, or an account's canonical address
 * @param roles what they may do: {@code administrator}, or nothing beyond their own mail
 */
public record Login(String name, Set<String> roles) {

    /** The role that may manage the server. */
    public static final String ADMINISTRATOR = "administrator";

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
