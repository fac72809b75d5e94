package org.letterwing.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

import org.wildfly.security.x500.GeneralName;
import org.wildfly.security.x500.cert.ExtendedKeyUsageExtension;
import org.wildfly.security.x500.cert.SelfSignedX509CertificateAndSigningKey;
import org.wildfly.security.x500.cert.SubjectAlternativeNamesExtension;

/**
 * A certificate that nobody vouches for, made once and kept in files, so that mail is encrypted before there is a
 * better one.
 */
public final class SelfSigned {

    private static final int YEARS = 10;
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"; // RFC 5280 4.2.1.12
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    private SelfSigned() {}

    /**
     * Returns the files of the certificate, and makes them if they are not there.
     *
     * @param folder where they are; it is made, readable by the owner alone, if it isn't there
     * @param hostname the name that the certificate is for
     * @throws IOException if they can't be made
     */
    public static PemFiles in(Path folder, String hostname) throws IOException {
        PemFiles files = new PemFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        if (!Files.exists(files.certificate())) {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, ownerOnly(folder, OWNER_ONLY_FOLDER));
            }
            make(files, hostname);
        }
        return files;
    }

    private static void make(PemFiles files, String hostname) throws IOException {
        List<GeneralName> names = Stream.of(hostname, "localhost")
                .distinct()
                .<GeneralName>map(GeneralName.DNSName::new)
                .toList();
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        SelfSignedX509CertificateAndSigningKey made = SelfSignedX509CertificateAndSigningKey.builder()
                .setDn(new X500Principal("CN=" + hostname))
                .setKeyAlgorithmName("EC")
                .setKeySize(256)
                .setSignatureAlgorithmName("SHA256withECDSA")
                .setNotValidBefore(now.minusDays(1)) // clients' clocks may be slow
                .setNotValidAfter(now.plusYears(YEARS))
                .addExtension(new SubjectAlternativeNamesExtension(false, names))
                .addExtension(new ExtendedKeyUsageExtension(false, List.of(SERVER_AUTHENTICATION)))
                .build();
        try {
            // The certificate comes last: where it is, its key is too.
            write(files.key(), pem("PRIVATE KEY", made.getSigningKey().getEncoded()));
            write(
                    files.certificate(),
                    pem("CERTIFICATE", made.getSelfSignedCertificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    // RFC 7468 2
    private static String pem(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /** Writes the file under another name first, so that it is there whole or not at all. */
    private static void write(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(), file.getFileName().toString(), "", ownerOnly(file, OWNER_ONLY_FILE));
        try {
            try (FileChannel out = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Elsewhere than on POSIX the folder's own rules hold. */
    private static FileAttribute<?>[] ownerOnly(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
