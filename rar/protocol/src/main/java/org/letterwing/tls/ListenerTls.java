package org.letterwing.tls;

/**
 * What a listener does about TLS.
 *
 * @param use when a connection is encrypted
 * @param server the server's end; null if no connection ever is
 */
public record ListenerTls(Use use, TlsServer server) {

    /** No connection is encrypted. */
    public static final ListenerTls NONE = new ListenerTls(Use.NONE, null);

    /** When the connections of a listener are encrypted. */
    public enum Use {
        /** Never. */
        NONE,
        /** When the client asks for it. */
        OPTIONAL,
        /** When the client asks for it, and until then it can do nothing else. */
        REQUIRED,
        /** From the start (RFC 8314 3). */
        IMPLICIT
    }

    /** Returns whether a client may ask for TLS on a connection that is in plain text. */
    public boolean isOffered() {
        return use == Use.OPTIONAL || use == Use.REQUIRED;
    }

    /** Returns whether nothing can be done before TLS. */
    public boolean isRequired() {
        return use == Use.REQUIRED;
    }

    /** Returns whether a connection begins with TLS. */
    public boolean isImplicit() {
        return use == Use.IMPLICIT;
    }
}
