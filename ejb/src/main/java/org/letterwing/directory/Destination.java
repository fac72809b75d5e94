package org.letterwing.directory;

import java.util.Optional;

import org.letterwing.settings.Networks;

/** Finds out to which domain the mail for an address of another host goes. */
public final class Destination {

    private static final String IPV6 = "IPv6:";

    private Destination() {}

    /**
     * Returns the domain of an address.
     *
     * @param address {@code local-part@domain}
     * @return A-labels in lower case, or an address literal (RFC 5321 4.1.3) of a kind that can be reached; empty if no
     *     mail can go there
     */
    public static Optional<String> of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > MailAddress.MAX_LENGTH) {
            return Optional.empty();
        }
        String domain = address.substring(at + 1);
        return literal(domain).isPresent()
                ? Optional.of(domain)
                : DomainName.parse(domain).map(DomainName::ascii);
    }

    /** Returns the address in an address literal; empty if it isn't one. */
    public static Optional<String> literal(String domain) {
        if (!domain.startsWith("[") || !domain.endsWith("]")) {
            return Optional.empty();
        }
        String text = domain.substring(1, domain.length() - 1);
        boolean six = text.regionMatches(true, 0, IPV6, 0, IPV6.length());
        String address = six ? text.substring(IPV6.length()) : text;
        return Networks.isAddress(address) && six == address.contains(":") ? Optional.of(address) : Optional.empty();
    }
}
