package org.letterwing.settings;

import java.time.Duration;
import java.util.List;

/** The settings of IMAP. */
public final class ImapSettings {

    /** The most octets of a command, with its literals that are no messages. */
    public static final int COMMAND_LIMIT = 1 << 20;

    /** The IMAP listener's port; 0 turns it off. */
    public static final Setting<Integer> PORT = Settings.port("letterwing.imap.port", 2143);

    /** Whether clients of the IMAP listener go over to TLS. */
    public static final Setting<StartTls> TLS = Settings.choice("letterwing.imap.tls", StartTls.OPTIONAL);

    /** The port of the IMAP listener with TLS from the start; 0 turns it off. */
    public static final Setting<Integer> TLS_PORT = Settings.port("letterwing.imaps.port", 2993);

    /** How long an IMAP client may be silent; at least thirty minutes (RFC 9051 5.4). */
    public static final Setting<Duration> IDLE = LimitSettings.seconds("letterwing.imap.idle-time", 2100, 1, 86_400);

    /** How many IMAP sessions an account may have at once. */
    public static final Setting<Integer> SESSIONS_PER_ACCOUNT =
            Settings.number("letterwing.imap.sessions-per-account", 50, 1, 100_000, "sessions from 1 to 100000");

    /** How many IMAP sessions may be compressed at once. */
    public static final Setting<Integer> COMPRESSIONS =
            Settings.number("letterwing.imap.compressed-sessions", 200, 0, 100_000, "sessions from 0 to 100000");

    private ImapSettings() {}

    static List<Setting<?>> all() {
        return List.of(PORT, TLS, TLS_PORT, IDLE, SESSIONS_PER_ACCOUNT, COMPRESSIONS);
    }
}
