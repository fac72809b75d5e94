package org.letterwing.spi;

import java.net.InetAddress;

/**
 * An attempt to log in.
 *
 * @param listener where it was made: the name of the listener that took the connection, or {@code http}
 * @param client the client's address
 * @param user the name that the client gave; {@code ""} if it gave none that can be read
 */
public record LoginAttempt(String listener, InetAddress client, String user) {}
