package org.letterwing.spi.outbound;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What the mail system asks of DNS. Answers are kept as long as they may be. Thread-safe.
 *
 * <p>Questions without a limit block, with a deadline. Those with a limit don't: their stages complete by it, on threads that
 * must not be held up. What does not exist, or is no name at all, is an empty list; a stage that fails means that nobody
 * knows now. Names in answers have no dot at their end.
 */
public interface NameService {

    /**
     * Looks up the hosts that take mail for a domain (RFC 5321 5.1).
     *
     * @param domain of A-labels
     * @return in no order; none if the domain names none, or isn't there
     * @throws NameServiceException if nobody knows now
     */
    List<MailExchanger> mailExchangers(String domain) throws NameServiceException;

    /**
     * Looks up the addresses of a host, of both families.
     *
     * @return none if it has none, or isn't there
     * @throws NameServiceException if nobody knows now
     */
    List<InetAddress> addresses(String host) throws NameServiceException;

    /** Asks for the texts of a name: the strings of each record joined, each octet a character below 256 (RFC 1035 3.3.14). */
    CompletionStage<List<String>> texts(String name, Duration limit);

    /** Asks for the IPv4 addresses of a name. */
    CompletionStage<List<InetAddress>> ipv4(String name, Duration limit);

    /** Asks for the IPv6 addresses of a name. */
    CompletionStage<List<InetAddress>> ipv6(String name, Duration limit);

    /** Asks for the hosts that a domain names for its mail, the preferred first; {@code ""} for none (RFC 7505). */
    CompletionStage<List<String>> exchangers(String domain, Duration limit);

    /** Asks for the hosts of a service such as {@code _imaps._tcp.example.com} (RFC 2782), in no order; {@code ""} for none. */
    CompletionStage<List<String>> services(String name, Duration limit);

    /** Asks for the names of an address. */
    CompletionStage<List<String>> names(InetAddress address, Duration limit);

    /**
     * A host that takes mail for a domain.
     *
     * @param preference less is tried first
     * @param host its name without the dot at the end; {@code ""} says that the domain takes no mail (RFC 7505)
     */
    record MailExchanger(int preference, String host) {}
}
