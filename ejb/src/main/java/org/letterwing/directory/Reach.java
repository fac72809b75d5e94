package org.letterwing.directory;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The domains whose things a caller sees and changes. Immutable.
 *
 * @param isAll whether that is all domains, and what belongs to none
 * @param domains which ones it is if not all, of A-labels
 */
public record Reach(boolean isAll, Set<String> domains) {

    /** What the administrator of the server reaches. */
    public static final Reach ALL = new Reach(true, Set.of());

    /** Copies the set. */
    public Reach {
        domains = Set.copyOf(domains);
    }

    /** Returns what an administrator of these domains alone reaches. */
    public static Reach of(Collection<String> domains) {
        return new Reach(false, Set.copyOf(domains));
    }

    /** Returns whether a domain is in it. */
    public boolean has(DomainName domain) {
        return isAll || domains.contains(domain.ascii());
    }

    /** Returns whether the domain of an address is in it; that of an address without a domain is not, unless all are. */
    public boolean hasDomainOf(String address) {
        return isAll || DomainName.ofAddress(address).filter(this::has).isPresent();
    }

    /** Returns the domain if it is in it, as if there were no others. */
    Optional<Domain> only(Optional<Domain> domain) {
        return domain.filter(found -> has(found.name()));
    }
}
