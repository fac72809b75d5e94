package org.letterwing.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;

/** Makes identities, and the files that they come from. */
public final class TestIdentity {

    private TestIdentity() {}

    /** Makes an identity with a key of the kind {@code EC} or {@code RSA}. */
    public static Identity of(String keyType, String... names) {
        List<GeneralName> alternatives =
                Stream.of(names).<GeneralName>map(GeneralName.DNSName::new).toList();
        var made = SelfSignedX509CertificateAndSigningKey.builder()
                .setDn(new X500Principal("CN=Test"))
                .setKeyAlgorithmName(keyType)
                .setKeySize(keyType.equals("EC") ? 256 : 2048)
                .setSignatureAlgorithmName(keyType.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
                .addExtension(new SubjectAlternativeNamesExtension(false, alternatives))
                .build();
        return new Identity(made.getSigningKey(), List.of(made.getSelfSignedCertificate()));
    }

    /** Writes certificate and key as PEM. */
    public static void write(Identity identity, PemFiles files) throws Exception {
        writeCertificate(identity, files.certificate());
        writeKey(identity, files.key());
    }

    /** Writes a certificate chain as PEM. */
    public static void writeCertificate(Identity identity, Path file) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (var certificate : identity.chain()) {
            pem.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(file, pem);
    }

    /** Writes a private key as PEM. */
    public static void writeKey(Identity identity, Path file) throws IOException {
        Files.writeString(file, pem("PRIVATE KEY", identity.key().getEncoded()));
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }
}
