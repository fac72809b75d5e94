package org.letterwing.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A certificate with its chain and private key: what the server shows of itself.
 *
 * @param key the private key of the chain's first certificate
 * @param chain the server's certificate, then those of its issuers
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

    private static final int DNS_NAME = 2;
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    /** Copies the chain. */
    public Identity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a certificate with its chain, and its key, from PEM files (RFC 7468).
     *
     * @throws IOException if they can't be read or don't belong together; the message is one line that names the file
     *     and says what it must be
     */
    public static Identity read(Path certificateFile, Path keyFile) throws IOException {
        List<X509Certificate> chain = certificates(certificateFile);
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        if (!SIGNATURES.containsKey(algorithm)) {
            throw new IOException(
                    certificateFile + " has a key of the kind " + algorithm + ": give one with RSA or EC");
        }
        Identity identity = new Identity(privateKey(keyFile, algorithm), chain);
        if (!identity.belongsTogether()) {
            throw new IOException(keyFile + " is not the key of the certificate " + certificateFile);
        }
        return identity;
    }

    /**
     * Reads certificates from a PEM file (RFC 7468).
     *
     * @return at least one
     * @throws IOException if there is none; the message is one line that names the file
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(octets(file)));
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (CertificateException e) {
            throw new IOException(file + " holds no whole certificate in PEM (" + e.getMessage() + ")", e);
        }
        throw new IOException(file + " holds no certificate in PEM");
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws IOException {
        String text = new String(octets(file), StandardCharsets.US_ASCII);
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " holds no whole private key as PKCS#8 in PEM without a password:"
                    + " 'openssl pkcs8 -topk8 -nodes' makes one of others");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may tell of the key.
            throw new IOException(file + " holds no private key of the kind " + algorithm + ", as its certificate has");
        }
    }

    private static byte[] octets(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + " can't be read (" + e + ")", e);
        }
    }

    private boolean belongsTogether() {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(chain.get(0).getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(chain.get(0).getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Returns the DNS names that the certificate is for, in lower case; a name may begin with {@code *.}. */
    public Set<String> names() {
        try {
            Collection<List<?>> alternatives = chain.get(0).getSubjectAlternativeNames();
            return alternatives == null
                    ? Set.of()
                    : alternatives.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }
}
