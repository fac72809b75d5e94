package org.letterwing.net;

/** Why the server ends a session that has done nothing wrong. */
public enum Farewell {
    /** The server goes down. */
    GOING_DOWN,
    /** An administrator wants it to end. */
    DISCONNECTED,
    /** The account is suspended or gone, or has another password. */
    LOGIN_ENDED
}
