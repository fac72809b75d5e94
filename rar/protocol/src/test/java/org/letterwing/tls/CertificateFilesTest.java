package org.letterwing.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CertificateFilesTest {

    private static final Logger LOG = Logger.getLogger(CertificateFiles.class.getName());
    private static final Identity FIRST = TestIdentity.of("EC", "mail.example.com");
    private static final Identity SECOND = TestIdentity.of("RSA", "mail.example.com");
    private static final Identity OTHER = TestIdentity.of("EC", "mx.example.org");

    @TempDir
    private Path folder;

    private final Complaints complaints = new Complaints();
    private CertificateFiles files;
    private Keyring keyring;

    @BeforeEach
    void write() throws Exception {
        LOG.addHandler(complaints);
        TestIdentity.write(FIRST, standard());
        Files.createDirectory(folder.resolve("live"));
        files = new CertificateFiles(standard(), Optional.of(folder.resolve("live")));
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(complaints);
    }

    @Test
    void aPairThatChangedIsUsed() throws Exception {
        load();
        assertEquals(FIRST.chain(), shown(null, "EC"));
        TestIdentity.write(SECOND, standard());
        refresh();
        assertEquals(SECOND.chain(), shown(null, "RSA"));
        assertEquals(List.of(), shown(null, "EC"));
        assertEquals(List.of(), complaints.texts);
    }

    @Test
    void aHalfWrittenPairIsLeftAloneUntilItIsWhole() throws Exception {
        load();
        TestIdentity.writeCertificate(SECOND, standard().certificate());
        refresh();
        refresh();
        assertEquals(FIRST.chain(), shown(null, "EC"));
        assertEquals(
                List.of("A TLS certificate can't be used, the one that was there stays in use: "
                        + standard().key() + " holds no private key of the kind RSA, as its certificate has"),
                complaints.texts);
        TestIdentity.writeKey(SECOND, standard().key());
        refresh();
        assertEquals(SECOND.chain(), shown(null, "RSA"));
    }

    @Test
    void aFileThatIsCutOffOrGoneIsLeftAlone() throws Exception {
        load();
        Path certificate = standard().certificate();
        String whole = Files.readString(certificate);
        Files.writeString(certificate, whole.substring(0, whole.length() / 2));
        refresh();
        Files.delete(certificate);
        refresh();
        Files.writeString(certificate, "nothing");
        refresh();
        assertEquals(FIRST.chain(), shown(null, "EC"));
        assertEquals(3, complaints.texts.size());
        complaints.texts.forEach(text -> assertTrue(text.contains(certificate.toString()), text));
        Files.writeString(certificate, whole);
        refresh();
        assertEquals(3, complaints.texts.size());
    }

    @Test
    void foldersComeAndGo() throws Exception {
        load();
        assertEquals(FIRST.chain(), shown("mx.example.org", "EC"));
        PemFiles other = inFolder("mx.example.org");
        TestIdentity.write(OTHER, other);
        refresh();
        assertEquals(OTHER.chain(), shown("mx.example.org", "EC"));
        assertEquals(FIRST.chain(), shown("mail.example.com", "EC"));
        Files.delete(other.certificate());
        refresh();
        assertEquals(FIRST.chain(), shown("mx.example.org", "EC"));
        assertEquals(List.of(), complaints.texts);
    }

    @Test
    void aWrongFolderIsLeftOut() throws Exception {
        TestIdentity.writeCertificate(OTHER, inFolder("mx.example.org").certificate());
        load();
        assertEquals(FIRST.chain(), shown("mx.example.org", "EC"));
        assertEquals(1, complaints.texts.size());
        assertTrue(complaints.texts.get(0).contains("privkey.pem can't be read"), complaints.texts::toString);
    }

    @Test
    void theFirstLookNeedsAWholePair() throws Exception {
        TestIdentity.writeKey(OTHER, standard().key());
        String message = assertThrows(IOException.class, this::load).getMessage();
        assertEquals(
                standard().key() + " is not the key of the certificate "
                        + standard().certificate(),
                message);
    }

    @Test
    void theFolderMustBeThere() {
        files = new CertificateFiles(standard(), Optional.of(folder.resolve("nowhere")));
        String message = assertThrows(IOException.class, this::load).getMessage();
        assertTrue(message.contains("nowhere can't be read as a folder"), message);
    }

    @Test
    void aKeyOfAnOlderFormatIsNamed() throws Exception {
        Files.writeString(standard().key(), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
        String message = assertThrows(IOException.class, this::load).getMessage();
        assertTrue(message.contains("openssl pkcs8 -topk8 -nodes"), message);
        assertFalse(message.contains("AAAA"), message);
    }

    private void load() throws IOException {
        keyring = files.load();
    }

    private void refresh() {
        files.refresh().ifPresent(changed -> keyring = changed);
    }

    /** Returns the chain that a client is shown; empty if there is none with such a key. */
    private List<?> shown(String name, String keyType) {
        int number = keyring.choose(name, keyType);
        return number < 0 ? List.of() : keyring.get(number).chain();
    }

    private PemFiles standard() {
        return new PemFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    private PemFiles inFolder(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve("live").resolve(name));
        return new PemFiles(place.resolve(CertificateFiles.CERTIFICATE), place.resolve(CertificateFiles.KEY));
    }

    /** Keeps the warnings. */
    private static final class Complaints extends Handler {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord message) {
            if (message.getLevel().equals(Level.WARNING)) {
                texts.add(new SimpleFormatter().formatMessage(message));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
