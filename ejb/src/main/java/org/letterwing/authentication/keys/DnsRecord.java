package org.letterwing.authentication.keys;

/**
 * A record that a domain should have in DNS.
 *
 * @param name its owner, of A-labels without a dot at the end
 * @param type MX or TXT
 * @param value as zone files have it without quotes; a text may have to be divided into strings of 255 octets
 */
public record DnsRecord(String name, String type, String value) {

    /** The type of a record that names a host which takes mail. */
    static final String MX = "MX";

    /** The type of a record of text. */
    static final String TXT = "TXT";
}
