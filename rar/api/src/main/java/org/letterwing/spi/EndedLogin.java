package org.letterwing.spi;

/**
 * A change of an account that ends what has logged in to it before.
 *
 * @param version the version of the directory that the change has made: logins that began at an earlier one have ended
 * @param account the account's canonical name, or {@code @} and a domain for all of its accounts
 */
public record EndedLogin(long version, String account) {}
