package org.letterwing.authentication.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/** The names of a client that have its address (RFC 7208 5.5), which are looked up when first needed. */
final class ClientNames {

    // RFC 7208 4.6.4: the rest is ignored
    private static final int MOST = 10;

    private static final String NONE = "unknown";

    private final ClientAddress client;
    private final Names names;
    private List<String> claimed; // null also if DNS does not answer
    private List<String> validated;

    ClientNames(ClientAddress client, Names names) {
        this.client = client;
        this.names = names;
    }

    /** Returns whether they have been looked up. */
    boolean areKnown() {
        return validated != null;
    }

    /** Returns whether the address has no name at all. */
    boolean areVoid() {
        lookUp();
        return claimed != null && claimed.isEmpty();
    }

    /** Returns whether one of them is the domain or below it. */
    boolean anyIn(String domain) {
        lookUp();
        return validated.stream().anyMatch(name -> isBelow(name, domain) || name.equalsIgnoreCase(domain));
    }

    /** Returns the one that suits a domain best (RFC 7208 7.3); {@code unknown} if there is none. */
    String bestFor(String domain) {
        lookUp();
        return first(name -> name.equalsIgnoreCase(domain))
                .or(() -> first(name -> isBelow(name, domain)))
                .or(() -> first(name -> true))
                .orElse(NONE);
    }

    private Optional<String> first(Predicate<String> condition) {
        return validated.stream().filter(condition).findFirst();
    }

    private static boolean isBelow(String name, String domain) {
        return name.toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT));
    }

    private void lookUp() {
        if (validated != null) {
            return;
        }
        validated = new ArrayList<>();
        try {
            claimed = Names.await(names.names(client.address())).stream()
                    .limit(MOST)
                    .toList();
        } catch (LookupException e) {
            return; // RFC 7208 5.5: nothing matches then
        }
        List<CompletableFuture<List<InetAddress>>> answers =
                claimed.stream().map(this::addresses).toList();
        for (int i = 0; i < answers.size(); i++) {
            try {
                if (Names.await(answers.get(i)).contains(client.address())) {
                    validated.add(claimed.get(i));
                }
            } catch (LookupException e) {
                // RFC 7208 5.5: the name is skipped
            }
        }
    }

    private CompletableFuture<List<InetAddress>> addresses(String name) {
        return client.isIpv4() ? names.ipv4(name) : names.ipv6(name);
    }
}
