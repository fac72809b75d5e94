package org.letterwing.it;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.Peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every listener under TLS, with the certificate that the server made itself. */
@SharedServer
class TlsIT {

    private static final byte[] MAIL = "Subject: secret\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aMailGoesInAndComesOutUnderTls(MailHost host) throws IOException {
        String address = new Mailboxes(host, "starttls.test", 1).addresses().get(0);
        try (SmtpClient smtp = host.smtp()) {
            assertTrue(smtp.command("EHLO test").contains("STARTTLS"));
            smtp.startTls();
            smtp.command("EHLO test");
            assertTrue(smtp.send("bob@elsewhere.test", MAIL, address).startsWith("250 2.0.0"));
        }
        try (Pop3Client pop3 = new Pop3Client(MailHost.NAME, host.ports().pop3())) {
            pop3.startTls();
            assertStored(pop3, address);
            pop3.quit();
        }
        try (Pop3Client pop3 = new Pop3Client(tls(host.ports().pop3s()))) {
            assertStored(pop3, address);
            pop3.quit();
        }
    }

    private static void assertStored(Pop3Client pop3, String address) throws IOException {
        pop3.login(address, Mailboxes.PASSWORD);
        StoredMail stored = StoredMail.of(pop3.retrieve(1));
        assertArrayEquals(MAIL, stored.content());
        String trace = stored.trace().replace("\r\n ", " ");
        assertTrue(trace.contains(" with ESMTPS "), trace);
        assertTrue(trace.contains(" tls TLS_AES_128_GCM_SHA256 (TLSv1.3)"), trace);
    }

    @Test
    void submissionListens(MailHost host) throws IOException {
        try (SmtpClient smtp = new SmtpClient(MailHost.NAME, host.ports().submission())) {
            assertTrue(smtp.command("EHLO test").contains("STARTTLS"));
            smtp.startTls();
            assertTrue(smtp.command("EHLO test").startsWith("250"));
        }
        try (SmtpClient smtp = new SmtpClient(tls(host.ports().submissions()))) {
            assertTrue(smtp.command("EHLO test").startsWith("250"));
        }
    }

    @Test
    void commandsBehindStartTlsAreDropped(MailHost host) throws IOException {
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            smtp.write("STARTTLS\r\nEHLO attacker\r\nMAIL FROM:<attacker@elsewhere.test>\r\n");
            smtp.flush();
            assertTrue(smtp.reply().startsWith("220"));
            smtp.secure();
            assertEquals("503 5.5.1 Send EHLO first", smtp.command("MAIL FROM:<alice@elsewhere.test>"));
        }
    }

    @Test
    void theStatusNamesEveryListener(MailHost host) throws IOException {
        String status = host.api().get("/api/v1/status").body();
        for (String listener : List.of("smtp", "submission", "submissions", "pop3", "pop3s")) {
            assertTrue(status.contains('"' + listener + '"'), status);
        }
    }

    @Test
    void curlDemandsTls(MailHost host, @TempDir Path folder) throws IOException {
        Peer.require(Commands.has("curl"), "curl is not installed: apt-get install curl, to send with it under TLS");
        String address = new Mailboxes(host, "curl.test", 1).addresses().get(0);
        Path mail = Files.write(folder.resolve("mail.eml"), MAIL);
        String curl = "curl --silent --show-error --insecure --ssl-reqd ";
        shell(curl + "--mail-from bob@elsewhere.test --mail-rcpt " + address + " --upload-file " + mail + " smtp://"
                + MailHost.NAME + ":" + host.ports().smtp());
        for (String url : List.of(
                "pop3://127.0.0.1:" + host.ports().pop3(),
                "pop3s://127.0.0.1:" + host.ports().pop3s())) {
            String read = shell(curl + "--user " + address + ":" + Mailboxes.PASSWORD + " " + url + "/1");
            assertTrue(read.endsWith(new String(MAIL, StandardCharsets.US_ASCII)), read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void opensslSeesTheCertificate(String version, MailHost host) throws IOException {
        Peer.require(
                Commands.has("openssl"), "openssl is not installed: apt-get install openssl, to look at TLS with it");
        Ports ports = host.ports();
        for (String how : List.of(
                ports.smtp() + " -starttls smtp",
                ports.submission() + " -starttls smtp",
                ports.submissions() + "",
                ports.pop3() + " -starttls pop3",
                ports.pop3s() + "")) {
            String seen = shell("openssl s_client -brief -tls" + version.replace('.', '_') + " -connect "
                    + MailHost.NAME + ":" + how + " < /dev/null");
            assertTrue(seen.contains("Protocol version: TLSv" + version), seen);
            assertTrue(seen.contains("self-signed certificate"), seen);
        }
    }

    private static String shell(String command) throws IOException {
        return Commands.run("bash", "-c", command);
    }

    private static Socket tls(int port) throws IOException {
        return Tls.over(new Socket(MailHost.NAME, port));
    }
}
