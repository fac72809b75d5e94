package org.letterwing.smtp;

import java.util.regex.Pattern;

/**
 * What a client calls itself with EHLO or HELO: a domain or an address literal. Checked leniently, for many clients
 * don't know their name (RFC 5321 4.1.4), but so that it can stand in a Received line as it is.
 */
final class ClientName {

    private static final int LIMIT = 255;
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._-]+|\\[[A-Za-z0-9.:-]+]");

    private ClientName() {}

    static boolean isValid(String name) {
        return name.length() <= LIMIT && SYNTAX.matcher(name).matches();
    }
}
