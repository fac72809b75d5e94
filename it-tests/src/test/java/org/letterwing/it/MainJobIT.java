package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.letterwing.it.mails.SampleMail;
import org.letterwing.it.mails.SampleMails;
import org.letterwing.testing.Peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The main job: mail arrives over SMTP and its owner reads it over POP3, with the clients that the README uses too. */
@SharedServer
class MainJobIT {

    private static final String PASSWORD = "wonderland";

    @Test
    void anAnonymousRequestIsRefused(MailHost host) throws IOException {
        assertStrangersStayOut(host);
    }

    static void assertStrangersStayOut(MailHost host) throws IOException {
        WebClient api = host.api();
        assertEquals(200, api.get("/api/v1/domains").statusCode());
        assertEquals(401, api.getAnonymously("/api/v1/domains").statusCode());
        assertEquals(401, api.getAnonymously("/api/v1/status").statusCode());
    }

    static List<SampleMail> samples() {
        return SampleMails.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMailComesOutAsItWentIn(SampleMail sample, MailHost host) throws IOException {
        Mailboxes mailboxes = new Mailboxes(host, "samples.test", 1);
        String address = mailboxes.addresses().get(0);
        byte[] mail = sample.octets();
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            String reply = smtp.send("bob@elsewhere.test", mail, address);
            assertTrue(reply.startsWith(sample.wellFormed() ? "250 2.0.0" : "550 5.6.0"), reply);
        }
        List<byte[]> stored = mailboxes.takeAll(address);
        assertEquals(sample.wellFormed() ? 1 : 0, stored.size());
        if (sample.wellFormed()) {
            assertArrayEquals(
                    withFinalLineEnd(mail), StoredMail.of(stored.get(0)).content());
        }
    }

    private static byte[] withFinalLineEnd(byte[] mail) {
        int last = mail.length - 1;
        if (mail.length == 0 || mail[last] == '\n') {
            return mail;
        }
        byte[] ended = Arrays.copyOf(mail, mail.length + 2);
        ended[last + 1] = '\r';
        ended[last + 2] = '\n';
        return ended;
    }

    @Test
    void theQuickStartOfTheReadmeWorksAsPrinted(MailHost host, @TempDir Path folder) throws IOException {
        Peer.require(Commands.has("curl"), "curl is not installed: apt-get install curl, to run the quick start");
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/admin-password"), host.adminPassword() + "\n");
        String script = QuickStart.commands(Path.of("../README.md"))
                .replace("localhost:8080", "127.0.0.1:" + host.ports().http())
                .replace("localhost:2525", "127.0.0.1:" + host.ports().smtp())
                .replace("localhost:2143", "127.0.0.1:" + host.ports().imap());
        String output = Commands.run("bash", "-e", "-c", "cd " + folder + "\n" + script);
        String mail = Files.readString(folder.resolve("mail.eml")).replace("\n", "\r\n");
        assertTrue(output.endsWith(mail), output);
    }
}
