package org.letterwing.tls;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

import io.netty.handler.ssl.SslHandler;

/**
 * The server's end of TLS: makes the handler of each connection, with the certificates of the moment. Clients are not
 * asked for a certificate.
 *
 * <p>Thread-safe.
 */
public final class TlsServer {

    // RFC 9325 3.1.1
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    // RFC 9325 4.2: forward secrecy and authenticated encryption.
    private static final String[] CIPHER_SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };
    // Sessions of clients that know no tickets are kept in memory.
    private static final int SESSIONS = 5_000;

    private final Duration handshakeTimeout;
    private volatile SSLContext context;

    /**
     * Makes the server's end.
     *
     * @param handshakeTimeout how long a handshake may take
     */
    public TlsServer(Keyring keyring, Duration handshakeTimeout) {
        this.handshakeTimeout = handshakeTimeout;
        use(keyring);
    }

    /** Lets new connections use another key ring. Those that there are go on, but none can be resumed. */
    public void use(Keyring keyring) {
        try {
            SSLContext next = SSLContext.getInstance("TLS");
            next.init(new KeyManager[] {new KeyringManager(keyring)}, new TrustManager[0], null);
            next.getServerSessionContext().setSessionCacheSize(SESSIONS);
            context = next;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    /** Makes the handler of one connection. */
    public SslHandler newHandler() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = new SSLParameters(CIPHER_SUITES, PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }
}
