package org.letterwing.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What is known of a connection that is encrypted. The client has shown no certificate: it is never asked for one.
 *
 * <p>Immutable and thread-safe.
 */
public final class TlsConnection {

    /** Null if the encryption ends at a proxy. */
    private final SSLSession session;

    private final String protocol;
    private final String cipherSuite;

    /** Takes the facts from a session whose handshake is complete. */
    public TlsConnection(SSLSession session) {
        this(session, session.getProtocol(), session.getCipherSuite());
    }

    private TlsConnection(SSLSession session, String protocol, String cipherSuite) {
        this.session = session;
        this.protocol = protocol;
        this.cipherSuite = cipherSuite;
    }

    /** Returns the facts of an encryption that ends at a proxy, which told them; it has no channel bindings. */
    public static TlsConnection atProxy(String protocol, String cipherSuite) {
        return new TlsConnection(null, protocol, cipherSuite);
    }

    /** Returns the TLS version, such as {@code TLSv1.3}. */
    public String protocol() {
        return protocol;
    }

    /**
     * Returns whether who ends TLS says only that it sends no more (RFC 8446 6.1); before version 1.3 that ends both
     * directions at once (RFC 5246 7.2.1).
     */
    public boolean endsByHalves() {
        return protocol.equals("TLSv1.3");
    }

    /** Returns the cipher suite as IANA names it, such as {@code TLS_AES_128_GCM_SHA256}. */
    public String cipherSuite() {
        return cipherSuite;
    }

    /**
     * Returns the channel binding {@code tls-server-end-point} (RFC 5929 4): the digest of the certificate that the
     * server showed; empty if there is none for this kind of certificate.
     */
    public Optional<byte[]> serverEndPoint() {
        if (session == null) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate) session.getLocalCertificates()[0];
            String digest = digest(certificate);
            return digest == null
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(digest).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the channel binding {@code tls-exporter} (RFC 9266); empty before TLS 1.3, and where the Java platform
     * can't export keys (before 25).
     */
    public Optional<byte[]> exporter() {
        return session == null ? Optional.empty() : KeyExporter.channelBinding(session);
    }

    /** The digest of the certificate's signature, but never a weaker one than SHA-256 (RFC 5929 4.1). */
    private static String digest(X509Certificate certificate) throws GeneralSecurityException {
        String signature = certificate.getSigAlgName();
        String digest;
        if (signature.equals("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(signature);
            try {
                parameters.init(certificate.getSigAlgParams());
            } catch (IOException e) {
                throw new GeneralSecurityException(e);
            }
            digest = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } else {
            int end = signature.indexOf("with");
            if (end < 0) {
                return null; // a signature without a digest of its own, such as Ed25519
            }
            digest = signature.substring(0, end).replaceFirst("^SHA(?=\\d)(?!3-)", "SHA-");
        }
        return digest.equals("MD5") || digest.equals("SHA-1") ? "SHA-256" : digest;
    }
}
