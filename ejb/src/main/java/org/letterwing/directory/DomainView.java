package org.letterwing.directory;

/**
 * A managed domain as the administrator sees it.
 *
 * @param name the name to show, of U-labels (RFC 5890 2.3.2.1)
 * @param asciiName the name to look things up with, of A-labels and in lower case
 * @param accounts how many accounts it has
 * @param aliases how many aliases it has, the catch-all included
 */
public record DomainView(String name, String asciiName, long accounts, long aliases) {}
