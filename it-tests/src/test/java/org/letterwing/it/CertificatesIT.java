package org.letterwing.it;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.tls.CertificateFiles;
import org.letterwing.tls.Identity;
import org.letterwing.tls.PemFiles;
import org.letterwing.tls.SelfSigned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Certificates come from files: one made at the first start, those of settings, and others when the files change. */
class CertificatesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void aServerMakesItsOwnCertificateOnce() throws Exception {
        ServerFolder home = ServerFolder.provisioned("self-signed");
        try (ServerProcess server = ServerProcess.in(home, Database.embedded()).start()) {
            Path tls = home.data().resolve("tls");
            PemFiles files = new PemFiles(tls.resolve("certificate.pem"), tls.resolve("key.pem"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key())));
            X509Certificate made = certificate(files);
            assertEquals(made, shown(server, null));
            server.stop();
            server.start();
            assertEquals(made, shown(server, null));
        }
    }

    @Test
    void filesThatChangeAreUsedAndNoConnectionEnds() throws Exception {
        PemFiles standard = SelfSigned.in(folder.resolve("standard"), "mail.example.com");
        Path directory = Files.createDirectory(folder.resolve("live"));
        X509Certificate other = other(directory);
        try (ServerProcess server = ServerProcess.in(
                        ServerFolder.provisioned("certificates"),
                        Database.embedded(),
                        "-Dletterwing.tls.certificate=" + standard.certificate(),
                        "-Dletterwing.tls.key=" + standard.key(),
                        "-Dletterwing.tls.directory=" + directory,
                        "-Dletterwing.smtp.tls=required")
                .start()) {
            assertEquals(certificate(standard), shown(server, null));
            assertEquals(other, shown(server, "mx.example.org"));
            try (SmtpClient before = server.host().smtp()) {
                assertTrue(before.command("EHLO test").startsWith("250"));
                assertEquals("530 5.7.0 Must issue a STARTTLS command first", before.command("MAIL FROM:<a@b.test>"));
                before.startTls();
                renew(standard, server);
                assertEquals(other, shown(server, "mx.example.org"));
                assertTrue(before.command("EHLO test").startsWith("250"));
            }
        }
    }

    /** Writes a new certificate, then its key, and waits for what the server says and shows each time. */
    private void renew(PemFiles standard, ServerProcess server) throws IOException {
        X509Certificate first = certificate(standard);
        PemFiles renewed = SelfSigned.in(folder.resolve("renewed"), "mail.example.com");
        Files.copy(renewed.certificate(), standard.certificate(), StandardCopyOption.REPLACE_EXISTING);
        String complaint = standard.key() + " is not the key of the certificate " + standard.certificate();
        Wait.until(
                "the half-written pair is told of",
                SOON,
                () -> server.consoleText().contains(complaint));
        assertEquals(first, shown(server, null));
        Files.copy(renewed.key(), standard.key(), StandardCopyOption.REPLACE_EXISTING);
        X509Certificate certificate = certificate(renewed);
        Wait.until("the new certificate is shown", SOON, () -> certificate.equals(shown(server, null)));
    }

    private X509Certificate other(Path directory) throws IOException {
        PemFiles made = SelfSigned.in(folder.resolve("other"), "mx.example.org");
        Path place = Files.createDirectory(directory.resolve("mx.example.org"));
        Files.copy(made.certificate(), place.resolve(CertificateFiles.CERTIFICATE));
        Files.copy(made.key(), place.resolve(CertificateFiles.KEY));
        return certificate(made);
    }

    private static X509Certificate certificate(PemFiles files) throws IOException {
        return Identity.read(files.certificate(), files.key()).chain().get(0);
    }

    private static X509Certificate shown(ServerProcess server, String name) throws IOException {
        int port = server.host().ports().submissions();
        try (SSLSocket socket = Tls.over(new Socket(MailHost.NAME, port), name)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
