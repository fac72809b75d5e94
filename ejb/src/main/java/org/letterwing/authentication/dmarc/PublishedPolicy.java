package org.letterwing.authentication.dmarc;

/**
 * A record and where it was found.
 *
 * @param domain that published it: the author domain or its organizational domain
 * @param record what it says
 */
public record PublishedPolicy(String domain, DmarcRecord record) {}
