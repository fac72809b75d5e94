package org.letterwing.authentication.spf;

import java.util.Optional;

/**
 * What a check has found out of one identity.
 *
 * @param result what it comes to
 * @param domain the domain that was checked, of A-labels where it is a domain; what the client said otherwise
 * @param explanation what the domain says of a fail (RFC 7208 6.2), up to 400 printable characters of US-ASCII; empty if
 *     it says nothing. They are the words of a stranger
 * @param problem what is wrong if the result is an error, for the log and for whoever keeps the record; printable
 *     characters of US-ASCII
 */
public record SpfVerdict(SpfResult result, String domain, Optional<String> explanation, Optional<String> problem) {}
