package org.letterwing.authentication.spf;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/** Asks DNS for one check, within the limits of RFC 7208 4.6.4. */
final class Lookups {

    private static final int MOST_TERMS = 10;
    private static final int MOST_VOID = 2;
    private static final int MOST_EXCHANGERS = 10;

    private final Names names;
    private final ClientAddress client;
    private int terms;
    private int voids;

    Lookups(Names names, ClientAddress client) {
        this.names = names;
        this.client = client;
    }

    /** Counts a mechanism or modifier that asks DNS. */
    void countTerm() throws SpfException {
        if (++terms > MOST_TERMS) {
            throw SpfException.permanent("More than " + MOST_TERMS + " terms ask DNS (RFC 7208 4.6.4)");
        }
    }

    /** Counts a term whose questions have found nothing: the limit is one of terms, however many hosts each of them asks for. */
    void countVoid() throws SpfException {
        if (++voids > MOST_VOID) {
            throw SpfException.permanent("More than " + MOST_VOID + " terms find nothing in DNS (RFC 7208 4.6.4)");
        }
    }

    /** Returns the texts of a domain, for its record. */
    List<String> texts(String domain) throws SpfException {
        return await(names.texts(domain), domain);
    }

    /** Returns whether a name has addresses of IPv4, whatever the client's is (RFC 7208 5.7). */
    boolean exists(String name) throws SpfException {
        boolean found = !await(names.ipv4(name), name).isEmpty();
        if (!found) {
            countVoid();
        }
        return found;
    }

    /** Returns the hosts that take mail for a domain; never the domain itself instead (RFC 7208 5.4). */
    List<String> exchangers(String domain) throws SpfException {
        List<String> hosts = await(names.exchangers(domain), domain);
        if (hosts.size() > MOST_EXCHANGERS) {
            throw SpfException.permanent(domain + " has more than " + MOST_EXCHANGERS + " MX (RFC 7208 4.6.4)");
        }
        if (hosts.isEmpty()) {
            countVoid();
        }
        return hosts.stream().filter(host -> !host.isEmpty()).toList();
    }

    /**
     * Returns whether one of some hosts is in one network with the client. They are asked for together, and their answers
     * heard in order: nothing behind a match matters, not even an error.
     */
    boolean haveClient(List<String> hosts, PrefixLengths lengths) throws SpfException {
        List<CompletableFuture<List<InetAddress>>> answers =
                hosts.stream().map(this::addresses).toList();
        boolean found = hosts.isEmpty();
        for (int i = 0; i < answers.size(); i++) {
            List<InetAddress> addresses = await(answers.get(i), hosts.get(i));
            for (InetAddress address : addresses) {
                if (client.isIn(address.getAddress(), lengths.of(client))) {
                    return true;
                }
            }
            found |= !addresses.isEmpty();
        }
        if (!found) {
            countVoid();
        }
        return false;
    }

    private CompletableFuture<List<InetAddress>> addresses(String host) {
        return client.isIpv4() ? names.ipv4(host) : names.ipv6(host); // RFC 7208 5
    }

    private static <T> T await(CompletableFuture<T> answer, String name) throws SpfException {
        try {
            return Names.await(answer);
        } catch (LookupException e) {
            throw SpfException.temporary("DNS does not answer for " + name, e);
        }
    }
}
