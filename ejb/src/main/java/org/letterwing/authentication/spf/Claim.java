package org.letterwing.authentication.spf;

/**
 * Who claims to send a mail: what check_host() is given (RFC 7208 4.1), and includes and redirects leave as it is.
 *
 * @param client where the mail comes from
 * @param localPart of the sender; {@code postmaster} if it has none
 * @param domain of the sender, of A-labels
 * @param helo what the client calls itself
 * @param receiver the host that checks
 */
record Claim(ClientAddress client, String localPart, String domain, String helo, String receiver) {

    String sender() {
        return localPart + "@" + domain;
    }
}
