package org.letterwing.session;

import java.util.Optional;
import java.util.function.Predicate;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Login;
import org.letterwing.directory.Reason;
import org.letterwing.settings.Networks;
import org.letterwing.spi.MailSession;

/** Which sessions are meant: those of a user, of clients at some addresses, or both. Immutable. */
public final class SessionFilter implements Predicate<MailSession> {

    private final String user;
    private final String client;
    private final Networks networks;

    private SessionFilter(String user, String client, Networks networks) {
        this.user = user;
        this.client = client;
        this.networks = networks;
    }

    /**
     * Reads a filter; null or blank text stands for all.
     *
     * @param user an account's address or {@code admin}, in any case; or {@code @} and a domain
     * @param client addresses and networks in CIDR; MALFORMED if it is something else
     */
    public static SessionFilter of(String user, String client) throws DirectoryException {
        String addresses = client == null ? "" : client.strip();
        try {
            return new SessionFilter(
                    user == null ? "" : comparedName(user.strip()), addresses, Networks.parse(addresses));
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(Reason.NO_CLIENT, client);
        }
    }

    private static String comparedName(String user) {
        return user.startsWith("@")
                ? DomainName.parse(user.substring(1))
                        .map(domain -> "@" + domain.ascii())
                        .orElse(user)
                : Login.comparedName(user);
    }

    /** Returns whether every session is meant. */
    public boolean isOfAll() {
        return user.isEmpty() && client.isEmpty();
    }

    @Override
    public boolean test(MailSession session) {
        return (user.isEmpty() || isOfUser(session.user()))
                && (client.isEmpty() || networks.test(session.client().getAddress()));
    }

    private boolean isOfUser(Optional<String> account) {
        return account.filter(name -> user.startsWith("@") ? name.endsWith(user) : name.equals(user))
                .isPresent();
    }

    /** Writes what is meant. */
    @Override
    public String toString() {
        return (user + " " + client).strip();
    }
}
