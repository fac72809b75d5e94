package org.letterwing.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SelfSignedTest {

    @TempDir
    private Path folder;

    @Test
    void itIsMadeOnceForTheOwnerAlone() throws Exception {
        Path place = folder.resolve("data").resolve("tls");
        PemFiles files = SelfSigned.in(place, "mail.example.com");
        byte[] certificate = Files.readAllBytes(files.certificate());
        assertEquals(files, SelfSigned.in(place, "other.example.com"));
        assertArrayEquals(certificate, Files.readAllBytes(files.certificate()));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())));
        try (var entries = Files.list(place)) {
            assertEquals(2, entries.count());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAFailure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThrows(IOException.class, () -> SelfSigned.in(file.resolve("tls"), "mail.example.com"));
    }

    @Test
    void itIsForTheHostAndLastsForYears() throws Exception {
        PemFiles files = SelfSigned.in(folder, "mail.example.com");
        Identity identity = Identity.read(files.certificate(), files.key());
        assertEquals(Set.of("mail.example.com", "localhost"), identity.names());
        var certificate = identity.chain().get(0);
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.now().plus(Duration.ofDays(3600))));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    }
}
