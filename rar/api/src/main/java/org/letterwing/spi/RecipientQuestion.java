package org.letterwing.spi;

import org.letterwing.api.SessionFacts;

/**
 * Asks who takes mail for an address.
 *
 * @param session the session that asks
 * @param reversePath the sender's address, {@code ""} for the null reverse-path
 * @param address the recipient, {@code local-part@domain}; {@code postmaster} may stand without a domain
 * @param declaredSize the size that the client declared (RFC 1870), in octets; 0 if it didn't
 */
public record RecipientQuestion(SessionFacts session, String reversePath, String address, long declaredSize) {}
