package org.letterwing.directory;

/**
 * Somebody who administers a domain.
 *
 * @param account the address of the account
 */
public record DomainAdministratorView(String account) {}
