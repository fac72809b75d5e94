/** The directory: domains, accounts, aliases, and who takes mail for an address. */
package org.letterwing.directory;
