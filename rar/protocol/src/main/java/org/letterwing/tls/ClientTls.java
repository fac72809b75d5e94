package org.letterwing.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.handler.ssl.SslHandler;

/**
 * The client's end of TLS: makes the handler of each connection. It verifies the peer (PKIX, and its name), or takes any
 * certificate where encryption alone is better than none (RFC 7435).
 *
 * <p>Thread-safe.
 */
public final class ClientTls {

    // RFC 9325 3.1.1
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext verifying;
    private final SSLContext lenient;

    /**
     * Makes the client's end.
     *
     * @param identity what it shows to a peer that asks for a certificate; empty for none
     * @param trusted the issuers that it trusts; empty for those of the Java platform
     */
    public ClientTls(Optional<Identity> identity, List<X509Certificate> trusted) {
        try {
            KeyManager[] keys = identity.isPresent() ? keys(identity.get()) : null;
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted.isEmpty() ? null : store(trusted));
            verifying = context(keys, trust.getTrustManagers());
            lenient = context(keys, new TrustManager[] {new AnyCertificate()});
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS can't be used with these certificates: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    private static KeyManager[] keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "client", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore store(List<X509Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("issuer" + i, trusted.get(i));
        }
        return store;
    }

    /**
     * Makes the handler of one connection.
     *
     * @param name the peer's host name, asked for with SNI; a dot at its end is left out, as in certificates
     * @param verified whether the peer has to prove to be the host of that name
     * @param handshake how long the handshake may take
     */
    public SslHandler newHandler(String name, int port, boolean verified, Duration handshake) {
        SSLEngine engine = (verified ? verifying : lenient)
                .createSSLEngine(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (verified) {
            // RFC 9110 4.3.4 and RFC 9525 have the same rules for names as SMTP (RFC 7817).
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(handshake.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /** Takes any certificate of a server. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            // An attacker who could show another could also hide that TLS is offered.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            // as above
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // as above
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
