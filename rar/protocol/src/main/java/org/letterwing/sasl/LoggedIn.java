package org.letterwing.sasl;

/**
 * Who has logged in.
 *
 * @param account the account's canonical name
 * @param version the version of the accounts at which the login began: a change of a later one may end it
 */
public record LoggedIn(String account, long version) {}
