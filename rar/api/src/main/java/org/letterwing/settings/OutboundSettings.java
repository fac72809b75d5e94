package org.letterwing.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of outbound SMTP. */
public final class OutboundSettings {

    /** The port of the hosts that DNS names for a domain. */
    public static final Setting<Integer> PORT =
            Settings.number("letterwing.outbound.port", 25, 1, 65_535, "a port from 1 to 65535");

    /** The address of this machine that connections come from; empty for the system's choice. */
    public static final Setting<Optional<InetAddress>> BIND_ADDRESS =
            new Setting<>("letterwing.outbound.bind-address", "", OutboundSettings::address);

    /** The most sessions in use at once. The adapter's descriptor has the same name and default. */
    public static final Setting<Integer> MAX_SESSIONS =
            Settings.number("letterwing.outbound.max-sessions", 200, 1, 10_000, "a number from 1 to 10000");

    /** How long a connection may take to be made. */
    public static final Setting<Duration> CONNECT_TIMEOUT =
            LimitSettings.seconds("letterwing.outbound.connect-timeout", 30, 1, 300);

    /** What is done about TLS with hosts that DNS names. */
    public static final Setting<OutboundTls> TLS =
            Settings.choice("letterwing.outbound.tls", OutboundTls.OPPORTUNISTIC);

    /** The file of the certificate, with its chain, for hosts that ask for one; empty for none. */
    public static final Setting<Optional<Path>> TLS_CERTIFICATE =
            Settings.path("letterwing.outbound.tls.certificate", "a file");

    /** The file of the certificate's private key; empty for none. */
    public static final Setting<Optional<Path>> TLS_KEY = Settings.path("letterwing.outbound.tls.key", "a file");

    /** The file of the issuers that are trusted where certificates are verified; empty for those of Java. */
    public static final Setting<Optional<Path>> TLS_TRUST = Settings.path("letterwing.outbound.tls.trust", "a file");

    private OutboundSettings() {}

    static List<Setting<?>> all() {
        return List.of(PORT, BIND_ADDRESS, MAX_SESSIONS, CONNECT_TIMEOUT, TLS, TLS_CERTIFICATE, TLS_KEY, TLS_TRUST);
    }

    private static Optional<InetAddress> address(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // A name would be looked up, and an address never is.
        if (text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            try {
                return Optional.of(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                // the rule says it better
            }
        }
        throw new IllegalArgumentException("an IP address of this machine");
    }
}
