package org.letterwing.admission;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.util.NetUtil;

import org.letterwing.dns.Dns;
import org.letterwing.smtp.SmtpSession;

/** Looks whether the names of a client are in DNS: that of its address, and that of its EHLO. Thread-safe. */
final class ClientNames {

    // RFC 7208 4.6.4 has the same bound for the same reason: a hostile zone may have thousands.
    private static final int MOST_NAMES = 10;
    private static final String IPV6 = "IPV6:";

    private final Dns dns;

    ClientNames(Dns dns) {
        this.dns = dns;
    }

    /** Returns the name that DNS confirms in both directions (RFC 8601 3); empty for none. */
    CompletionStage<Optional<String>> confirmed(SmtpSession session) {
        String told = session.nameFromProxy();
        if (told != null) {
            return CompletableFuture.completedStage(told.isEmpty() ? Optional.empty() : Optional.of(told));
        }
        InetAddress client = session.client().getAddress();
        return dns.names(client).thenCompose(names -> {
            List<String> candidates = names.subList(0, Math.min(names.size(), MOST_NAMES));
            CompletionStage<Optional<String>> found = CompletableFuture.completedStage(Optional.empty());
            for (String name : candidates) {
                CompletionStage<Boolean> leadsBack = leadsTo(name, client);
                found = found.thenCombine(
                        leadsBack, (before, yes) -> before.isEmpty() && yes ? Optional.of(name) : before);
            }
            return found;
        });
    }

    private CompletionStage<Boolean> leadsTo(String name, InetAddress client) {
        boolean v4 = client.getAddress().length == 4;
        return (v4 ? dns.ipv4(name) : dns.ipv6(name)).thenApply(addresses -> addresses.contains(client));
    }

    /** Returns whether the name of EHLO is one that DNS has, or the client's own address in brackets. */
    CompletionStage<Boolean> heloExists(SmtpSession session) {
        String name = session.heloName();
        if (name.startsWith("[")) {
            return CompletableFuture.completedStage(
                    session.client().getAddress().equals(literal(name)));
        }
        return dns.addresses(name).thenApply(addresses -> !addresses.isEmpty());
    }

    private static InetAddress literal(String name) {
        String text = name.substring(1, name.length() - 1);
        boolean v6 = text.toUpperCase(Locale.ROOT).startsWith(IPV6);
        return NetUtil.createInetAddressFromIpAddressString(v6 ? text.substring(IPV6.length()) : text);
    }
}
