package org.letterwing.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The identities of a server, found by the name that a client asks for (RFC 6066 3).
 *
 * <p>Immutable and thread-safe.
 */
public final class Keyring {

    private final List<Identity> identities = new ArrayList<>();
    private final Map<String, List<Identity>> byName = new HashMap<>();

    /**
     * Makes a key ring.
     *
     * @param standard shown to clients that ask for no name, or for one that no certificate has
     * @param others shown to those that ask for a name of theirs; several may have the same, with keys of other kinds
     */
    public Keyring(Identity standard, List<Identity> others) {
        identities.add(standard);
        identities.addAll(others);
        for (Identity identity : identities) {
            identity.names()
                    .forEach(name ->
                            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(identity));
        }
    }

    /**
     * Chooses an identity.
     *
     * @param serverName the name that the client asks for; null for none
     * @param keyType the kind of key that the client can verify, such as {@code EC}
     * @return its number for {@link #get}; -1 if there is none with such a key
     */
    int choose(String serverName, String keyType) {
        for (Identity candidate : candidates(serverName)) {
            if (candidate.key().getAlgorithm().equals(keyType)) {
                return identities.indexOf(candidate);
            }
        }
        return -1;
    }

    /** Returns the identities, the standard one first. */
    public List<Identity> identities() {
        return List.copyOf(identities);
    }

    Identity get(int number) {
        return identities.get(number);
    }

    // A certificate for the right name with the wrong kind of key comes before one for a wrong name.
    private List<Identity> candidates(String serverName) {
        List<Identity> found = null;
        if (serverName != null) {
            String name = serverName.toLowerCase(Locale.ROOT);
            found = byName.get(name);
            if (found == null) {
                // RFC 9525 6.3: the wildcard stands for one label, the leftmost.
                found = byName.get("*" + name.substring(Math.max(name.indexOf('.'), 0)));
            }
        }
        return found == null ? identities.subList(0, 1) : found;
    }
}
