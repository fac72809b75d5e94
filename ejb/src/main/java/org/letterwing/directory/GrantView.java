package org.letterwing.directory;

/**
 * An account's right to send as an address that is not its own.
 *
 * @param id its key
 * @param account the account's address, or {@value Administrator#NAME}
 * @param address {@code local-part@domain}, or {@code *@domain} for all addresses of a domain
 */
public record GrantView(long id, String account, String address) {}
