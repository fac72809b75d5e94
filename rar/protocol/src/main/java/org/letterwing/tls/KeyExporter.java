package org.letterwing.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/** Exports keying material from TLS (RFC 8446 7.5) where the Java platform can, which is since 25. */
final class KeyExporter {

    // RFC 9266 2
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int LENGTH = 32;

    private static final MethodHandle EXPORT = export();

    private KeyExporter() {}

    private static MethodHandle export() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            ExtendedSSLSession.class,
                            "exportKeyingMaterialData",
                            MethodType.methodType(byte[].class, String.class, byte[].class, int.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    /** Returns the channel binding of a session; empty if it can't be had. */
    static Optional<byte[]> channelBinding(SSLSession session) {
        // RFC 9266 3: not unique with TLS 1.2, unless an extension that can't be asked for is in use.
        if (EXPORT == null || !session.getProtocol().equals("TLSv1.3")) {
            return Optional.empty();
        }
        try {
            return Optional.of((byte[]) EXPORT.invoke((ExtendedSSLSession) session, LABEL, new byte[0], LENGTH));
        } catch (Throwable e) {
            return Optional.empty();
        }
    }
}
