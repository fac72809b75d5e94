package org.letterwing.queue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.letterwing.directory.Destination;
import org.letterwing.settings.OutboundSettings;
import org.letterwing.settings.Settings;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NameService;
import org.letterwing.spi.outbound.NameService.MailExchanger;
import org.letterwing.spi.outbound.NameServiceException;

/** Finds the hosts to which mail of a domain goes: those of its route, else those that DNS names. Thread-safe. */
final class Router {

    private final NameService names;
    private final Predicate<InetAddress> ourselves;
    private final Random chance;

    /**
     * Makes a router.
     *
     * @param names asks DNS
     * @param ourselves whether at an address this server would meet itself
     * @param chance orders hosts of the same preference
     */
    Router(NameService names, Predicate<InetAddress> ourselves, Random chance) {
        this.names = names;
        this.ourselves = ourselves;
        this.chance = chance;
    }

    /** Returns where mail of a domain may go. */
    Plan plan(String domain, Optional<Route> route) throws NoRouteException {
        if (route.isPresent()) {
            Route found = route.get();
            return new Plan(List.of(found.host()), found.port(), found.credentials());
        }
        Optional<String> literal = Destination.literal(domain);
        if (literal.flatMap(Addresses::literal).filter(ourselves).isPresent()) {
            throw loop(domain);
        }
        List<String> hosts = literal.isPresent() ? List.of(literal.get()) : exchangers(domain);
        return new Plan(hosts, OutboundSettings.PORT.get(), Optional.empty());
    }

    /**
     * Returns the addresses of a host, those of IPv4 and IPv6 mixed as DNS has them.
     *
     * @throws NoRouteException if it has none, or DNS does not say
     */
    List<InetAddress> addresses(String host) throws NoRouteException {
        List<InetAddress> addresses;
        try {
            Optional<InetAddress> literal = Addresses.literal(host);
            addresses = literal.isPresent() ? List.of(literal.get()) : names.addresses(host);
        } catch (NameServiceException e) {
            throw new NoRouteException(Result.DEFERRED, "4.4.3", e.getMessage());
        }
        if (addresses.isEmpty()) {
            throw new NoRouteException(Result.DEFERRED, "4.4.4", "The host " + host + " has no address");
        }
        return addresses;
    }

    /** Returns the hosts of a domain in the order of RFC 5321 5.1. */
    private List<String> exchangers(String domain) throws NoRouteException {
        List<MailExchanger> found;
        try {
            found = names.mailExchangers(domain);
            if (found.isEmpty()) {
                return implicit(domain);
            }
        } catch (NameServiceException e) {
            throw new NoRouteException(Result.DEFERRED, "4.4.3", e.getMessage());
        }
        List<MailExchanger> hosts =
                found.stream().filter(host -> !host.host().isEmpty()).collect(Collectors.toCollection(ArrayList::new));
        if (hosts.isEmpty()) { // RFC 7505 4.1
            throw new NoRouteException(Result.REFUSED, "5.1.10", "The domain " + domain + " takes no mail");
        }
        Collections.shuffle(hosts, chance);
        hosts.sort((a, b) -> Integer.compare(a.preference(), b.preference()));
        return beforeOurselves(domain, hosts).stream().map(MailExchanger::host).toList();
    }

    private List<String> implicit(String domain) throws NoRouteException, NameServiceException {
        List<InetAddress> addresses = names.addresses(domain);
        if (addresses.isEmpty()) {
            throw new NoRouteException(
                    Result.REFUSED, "5.1.2", "The domain " + domain + " has neither MX nor address in DNS");
        }
        if (isOurName(domain) || addresses.stream().anyMatch(ourselves)) {
            throw loop(domain);
        }
        return List.of(domain);
    }

    /** Drops ourselves, and hosts that are no better than we are: RFC 5321 5.1. */
    private List<MailExchanger> beforeOurselves(String domain, List<MailExchanger> hosts) throws NoRouteException {
        int ours = Integer.MAX_VALUE;
        for (MailExchanger host : hosts) {
            if (isOurs(host.host())) {
                ours = Math.min(ours, host.preference());
            }
        }
        int best = ours;
        List<MailExchanger> better =
                hosts.stream().filter(host -> host.preference() < best).toList();
        if (better.isEmpty()) {
            throw loop(domain);
        }
        return better;
    }

    private boolean isOurs(String host) {
        try {
            return isOurName(host) || names.addresses(host).stream().anyMatch(ourselves);
        } catch (NameServiceException e) {
            return false; // nobody knows; then it can't be reached either
        }
    }

    private static boolean isOurName(String host) {
        return host.equalsIgnoreCase(Settings.HOSTNAME.get());
    }

    private static NoRouteException loop(String domain) {
        return new NoRouteException(
                Result.REFUSED,
                "5.4.6",
                "Mail for " + domain + " would come back to this server, which doesn't manage the domain");
    }
}
