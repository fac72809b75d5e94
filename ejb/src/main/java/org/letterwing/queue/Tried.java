package org.letterwing.queue;

import java.util.Optional;

/**
 * The host with which an attempt had to do.
 *
 * @param host its name, or that of the listener of an application; empty if none was found
 * @param address its address; empty if none was reached
 * @param tlsProtocol such as {@code TLSv1.3}; empty without TLS
 * @param cipherSuite as IANA names it; empty without TLS
 */
public record Tried(
        Optional<String> host, Optional<String> address, Optional<String> tlsProtocol, Optional<String> cipherSuite) {

    /** No host at all. */
    public static final Tried NONE = new Tried(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
