package org.letterwing.settings;

/** Whether the clients of a listener that begins in plain text go over to TLS. */
public enum StartTls {
    /** They can't. */
    NONE,
    /** They may. */
    OPTIONAL,
    /** They must, before anything else. */
    REQUIRED
}
