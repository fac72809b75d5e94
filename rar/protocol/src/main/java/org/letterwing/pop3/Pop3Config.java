package org.letterwing.pop3;

import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.Authentication;
import org.letterwing.tls.ListenerTls;

/**
 * How a POP3 listener behaves.
 *
 * @param listener its name, such as {@code pop3}
 * @param tls when connections are encrypted
 * @param hostname the server's name in the greeting
 * @param authentication logs clients in
 * @param loginDelay what must go by between two logins of an account
 * @param limits what a client may take; it may be silent for at least ten minutes (RFC 1939 3)
 */
public record Pop3Config(
        String listener,
        ListenerTls tls,
        String hostname,
        Authentication authentication,
        LoginDelay loginDelay,
        SessionLimits limits) {}
