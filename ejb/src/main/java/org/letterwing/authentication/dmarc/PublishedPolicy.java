package org.letterwing.authentication.dmarc;

/**
 * A record and where it was found.
 *
 * @param domain that published it: the author domain, its organizational domain, or the public suffix above that
 * @param record what it says
 */
public record PublishedPolicy(String domain, DmarcRecord record) {}
