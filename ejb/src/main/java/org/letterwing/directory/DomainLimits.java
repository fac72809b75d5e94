package org.letterwing.directory;

import java.io.Serializable;

/**
 * How much a domain may have. Who adds or changes something is held to it; what is there already stays.
 *
 * @param accounts the most accounts, from 0; null for no limit
 * @param aliases the most aliases, the catch-all included, from 0; null for no limit
 * @param quotaBytes the largest quota of an account in octets, from 0, which is also that of accounts for which none is
 *     given; null for no limit
 */
public record DomainLimits(Long accounts, Long aliases, Long quotaBytes) implements Serializable {

    /** Those of a new domain. */
    static final DomainLimits NONE = new DomainLimits(null, null, null);
}
