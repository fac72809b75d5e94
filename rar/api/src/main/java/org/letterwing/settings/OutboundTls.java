package org.letterwing.settings;

/** What is done about TLS on the way to hosts that DNS names. */
public enum OutboundTls {
    /** It is used if it is offered, whatever the certificate. */
    OPPORTUNISTIC,
    /** It is used with a certificate that is verified, or the mail waits. */
    REQUIRED
}
