package org.letterwing.authentication;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What the checks of one mail ask of DNS. A question is on its way as soon as it is asked, so that several wait together.
 *
 * <p>Each answer comes by the deadline of the mail. What does not exist is an empty list. An answer that fails, with a
 * {@link LookupException}, means that nobody knows now. Names may have a dot at their end or not; answers have none. A
 * text that can be no name of DNS has no records. Thread-safe.
 */
public interface Names {

    /** Asks for the texts of a name: the strings of each record joined (RFC 7208 3.3), each octet a character below 256. */
    CompletableFuture<List<String>> texts(String name);

    /** Asks for the IPv4 addresses of a name. */
    CompletableFuture<List<InetAddress>> ipv4(String name);

    /** Asks for the IPv6 addresses of a name. */
    CompletableFuture<List<InetAddress>> ipv6(String name);

    /** Asks for the hosts that take mail for a domain, the preferred first; {@code ""} for none (RFC 7505). */
    CompletableFuture<List<String>> exchangers(String domain);

    /** Asks for the hosts of a service such as {@code _imaps._tcp.example.com} (RFC 2782), in no order; {@code ""} for none. */
    CompletableFuture<List<String>> services(String name);

    /** Asks for the names of an address. */
    CompletableFuture<List<String>> names(InetAddress address);

    /**
     * Waits for an answer.
     *
     * @throws LookupException if nobody knows now
     */
    static <T> T await(CompletableFuture<T> answer) throws LookupException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LookupException known ? known : new LookupException(e.getCause());
        }
    }
}
