package org.letterwing.spi.outbound;

import java.net.InetAddress;
import java.util.List;

/** What the queue asks of DNS. Answers are kept as long as they may be. Thread-safe; calls block, with a deadline. */
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

    /**
     * A host that takes mail for a domain.
     *
     * @param preference less is tried first
     * @param host its name without the dot at the end; {@code ""} says that the domain takes no mail (RFC 7505)
     */
    record MailExchanger(int preference, String host) {}
}
