package org.letterwing.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where an identity lies: two files in PEM.
 *
 * @param certificate the certificate with its chain
 * @param key its private key, PKCS#8 without a password
 */
public record PemFiles(Path certificate, Path key) {

    /** Returns what changes when a file does; empty if one can't be seen. */
    Optional<String> stamp() {
        try {
            return Optional.of(stamp(certificate) + " " + stamp(key));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
    }
}
