package org.letterwing.settings;

import java.net.InetAddress;

/** When a client may send a password without TLS. */
public enum PlaintextAuth {
    /** Never. */
    NEVER,
    /** From this machine alone. */
    LOOPBACK,
    /** From everywhere. */
    ALWAYS;

    /** Returns whether a client at an address may send a password without TLS. */
    public boolean allows(InetAddress client) {
        return this == ALWAYS || this == LOOPBACK && client.isLoopbackAddress();
    }
}
