package org.letterwing.directory;

/**
 * The right of an account or an application to send as an address that is not its own.
 *
 * @param id its key
 * @param account the account's address, or {@value Administrator#NAME}; null if an application has the right
 * @param application the application's name, such as {@code shop.war}; null if an account has the right
 * @param address {@code local-part@domain}, or {@code *@domain} for all addresses of a domain
 */
public record GrantView(long id, String account, String application, String address) {}
