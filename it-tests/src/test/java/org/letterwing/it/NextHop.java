package org.letterwing.it;

/**
 * Letterwing as an MTA's next hop.
 *
 * @param port its port on this machine
 * @param tls how the MTA must encrypt
 * @param user who logs in, with {@link Mailboxes#PASSWORD}; null for nobody
 */
record NextHop(int port, Tls tls, String user) {

    enum Tls {
        NONE,
        STARTTLS,
        FROM_THE_START
    }
}
