package org.letterwing.secret;

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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A secret in a file: made once of random octets, and for the file's owner alone. */
public final class SecretFile {

    private SecretFile() {}

    /**
     * Returns the secret without white space around it; one that is not there is made, together with its folder.
     *
     * @param octets how many random octets a new one has
     * @return one that was made is in the alphabet of RFC 4648 5
     * @throws IOException if the file can't be read or made
     */
    public static String readOrMake(Path file, int octets) throws IOException {
        if (Files.notExists(file)) {
            make(file, octets);
        }
        return Files.readString(file).strip();
    }

    /** Makes the file under another name first, so that it is there whole or not at all. */
    private static void make(Path file, int octets) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), "", ownerOnly(file));
        try {
            byte[] random = new byte[octets];
            new SecureRandom().nextBytes(random);
            String line = Base64.getUrlEncoder().encodeToString(random) + System.lineSeparator();
            try (FileChannel out = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                out.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Elsewhere than on POSIX the folder's own rules hold. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
