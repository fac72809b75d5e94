package org.letterwing.authentication.spf;

import java.util.regex.Pattern;

/** Tells which texts are names of domains that may have a record (RFC 7208 4.3). */
final class DomainNames {

    // Two labels at least, and no address literal. A record may lead to labels that hosts don't have.
    private static final Pattern WELL_FORMED = Pattern.compile("(?!\\[)[!-~&&[^.]]{1,63}(\\.[!-~&&[^.]]{1,63})+");
    private static final int LONGEST = 253;

    private DomainNames() {}

    static boolean isWellFormed(String domain) {
        return domain.length() <= LONGEST && WELL_FORMED.matcher(domain).matches();
    }
}
