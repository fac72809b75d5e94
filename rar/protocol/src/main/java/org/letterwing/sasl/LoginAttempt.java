package org.letterwing.sasl;

import java.net.InetAddress;

/**
 * An attempt to log in.
 *
 * @param listener the name of the listener that took the connection
 * @param client the client's address
 * @param user the name that the client gave; {@code ""} if it gave none that can be read
 */
public record LoginAttempt(String listener, InetAddress client, String user) {}
