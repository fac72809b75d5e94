package org.letterwing.trace;

import java.util.Locale;

import org.letterwing.directory.DomainName;

/** An address in the form in which the trace keeps and compares it: in lower case, its domain of A-labels. */
final class TracedAddress {

    private TracedAddress() {}

    static String of(String address) {
        int domain = address.lastIndexOf('@') + 1;
        String name = address.substring(domain);
        return address.substring(0, domain).toLowerCase(Locale.ROOT)
                + DomainName.parse(name).map(DomainName::ascii).orElse(name.toLowerCase(Locale.ROOT));
    }
}
