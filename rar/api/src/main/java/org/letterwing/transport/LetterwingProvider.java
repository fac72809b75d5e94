package org.letterwing.transport;

import jakarta.mail.Provider;

/**
 * Offers {@link LetterwingTransport} to the sessions of Jakarta Mail, under the protocol {@value #PROTOCOL}. A session
 * whose class loader doesn't see it takes it by {@code session.addProvider(new LetterwingProvider())}.
 */
public class LetterwingProvider extends Provider {

    /** The protocol, for {@code mail.transport.protocol}. */
    public static final String PROTOCOL = "letterwing";

    /** Describes the transport. */
    public LetterwingProvider() {
        super(Type.TRANSPORT, PROTOCOL, LetterwingTransport.class.getName(), "Letterwing", null);
    }
}
