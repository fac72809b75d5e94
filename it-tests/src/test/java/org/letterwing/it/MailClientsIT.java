package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.Peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Swaks, curl and msmtp hand in mail, over every kind of TLS and with every mechanism that they know. */
@SharedServer
class MailClientsIT {

    private static final String DOMAIN = "clients.test";

    private MailHost host;
    private Mailboxes mailboxes;
    private String alice;
    private String bob;
    private byte[] mail;
    private Path file;

    @TempDir
    private Path folder;

    @BeforeEach
    void twoAccounts(MailHost running) throws IOException {
        host = running;
        mailboxes = new Mailboxes(host, DOMAIN, 2);
        alice = mailboxes.addresses().get(0);
        bob = mailboxes.addresses().get(1);
        mail = ("""
                From: Alice <%s>
                To: Bob <%s>
                Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
                Date: Mon, 02 Nov 2026 09:15:00 +0100
                Message-ID: <clients@mail.example.com>

                One line,
                .
                ..and lines with dots.
                """).formatted(alice, bob).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        file = Files.write(folder.resolve("mail.eml"), mail);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp,        ,                              , ESMTP",
        "smtp,        ,                   --pipeline , ESMTP",
        "smtp,        --tls,                         , ESMTPS",
        "submission,  --tls,              PLAIN      , ESMTPSA",
        "submission,  --tls,              LOGIN      , ESMTPSA",
        "submission,  ,                   PLAIN      , ESMTPA",
        "submission,  ,                   LOGIN      , ESMTPA",
        "submissions, --tls-on-connect,   PLAIN      , ESMTPSA",
        "submissions, --tls-on-connect,   LOGIN      , ESMTPSA",
        "submission,  --tls --tls-protocol tlsv1_2, PLAIN, ESMTPSA",
        "submission,  --tls --tls-protocol tlsv1_3, PLAIN, ESMTPSA",
    })
    void swaks(String listener, String tls, String more, String protocol) throws IOException {
        requireSwaks();
        String options = more == null || more.startsWith("--") ? more : auth(more, Mailboxes.PASSWORD);
        shell(swaks(listener, tls, options));
        assertArrived(protocol, "\r\n"); // it ends what it sends with a line of its own
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void swaksWithAWrongPassword(String mechanism) {
        requireSwaks();
        String said = assertThrows(
                        IOException.class, () -> shell(swaks("submission", "--tls", auth(mechanism, "looking-glass"))))
                .getMessage();
        assertTrue(said.contains("<~* 535 5.7.8"), said);
    }

    @Test
    void swaksIsToldThatAnOldTlsIsNotSpoken() {
        requireSwaks();
        String said = assertThrows(
                        IOException.class, () -> shell(swaks("submission", "--tls --tls-protocol tlsv1_1", null)))
                .getMessage();
        assertTrue(said.contains("TLS startup failed"), said);
    }

    private static void requireSwaks() {
        Peer.require(
                Commands.has("swaks"),
                "swaks is not installed: apt-get install swaks libnet-ssleay-perl, to hand in mail with it");
    }

    private static String auth(String mechanism, String password) {
        return "--auth " + mechanism + " --auth-user u0@" + DOMAIN + " --auth-password " + password;
    }

    private String swaks(String listener, String tls, String options) {
        return "swaks --server " + MailHost.NAME + " --port " + port(listener) + " --ehlo client.test --from " + alice
                + " --to " + bob + " --data @" + file + words(tls) + words(options);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://,  smtp,        ,      ESMTP",
        "smtp://,  smtp,        --ssl-reqd,      ESMTPS",
        "smtp://,  submission,  --ssl-reqd --login-options AUTH=PLAIN,      ESMTPSA",
        "smtp://,  submission,  --ssl-reqd --login-options AUTH=LOGIN,      ESMTPSA",
        "smtp://,  submission,  --login-options AUTH=LOGIN,      ESMTPA",
        "smtps://, submissions, --sasl-ir,      ESMTPSA",
        "smtps://, submissions, --tlsv1.2 --tls-max 1.2,      ESMTPSA",
        "smtps://, submissions, --tlsv1.3,      ESMTPSA",
    })
    void curl(String scheme, String listener, String options, String protocol) throws IOException {
        Peer.require(Commands.has("curl"), "curl is not installed: apt-get install curl, to hand in mail with it");
        String user = protocol.endsWith("A") ? " --user " + alice + ":" + Mailboxes.PASSWORD : "";
        shell("curl --silent --show-error --insecure --mail-from " + alice + " --mail-rcpt " + bob + " --upload-file "
                + file + user + words(options) + " " + scheme + MailHost.NAME + ":" + port(listener));
        assertArrived(protocol, "");
    }

    @ParameterizedTest
    @CsvSource({
        "smtp,        off,           off,           ESMTP",
        "smtp,        starttls,      off,           ESMTPS",
        "submission,  starttls,      plain,         ESMTPSA",
        "submission,  starttls,      login,         ESMTPSA",
        "submission,  starttls,      scram-sha-256, ESMTPSA",
        "submission,  off,           scram-sha-256, ESMTPA",
        "submissions, on,            plain,         ESMTPSA",
        "submissions, on,            scram-sha-256, ESMTPSA",
        "submissions, on,            on,            ESMTPSA",
    })
    void msmtp(String listener, String tls, String auth, String protocol) throws IOException {
        Peer.require(Commands.has("msmtp"), "msmtp is not installed: apt-get install msmtp, to hand in mail with it");
        Path settings = Files.writeString(folder.resolve("msmtprc"), """
                account default
                host %s
                port %d
                domain client.test
                from %s
                tls %s
                tls_starttls %s
                tls_certcheck off
                auth %s
                user %s
                password %s
                """.formatted(
                        MailHost.NAME,
                        port(listener),
                        alice,
                        tls.equals("off") ? "off" : "on",
                        tls.equals("starttls") ? "on" : "off",
                        auth,
                        alice,
                        Mailboxes.PASSWORD));
        // It reads lines that end with LF alone.
        shell("chmod 600 " + settings + " && tr -d '\\r' < " + file + " | msmtp --file=" + settings + " " + bob);
        assertArrived(protocol, "");
    }

    private int port(String listener) {
        return switch (listener) {
            case "smtp" -> host.ports().smtp();
            case "submission" -> host.ports().submission();
            case "submissions" -> host.ports().submissions();
            default -> throw new IllegalArgumentException(listener);
        };
    }

    private void assertArrived(String protocol, String end) throws IOException {
        List<byte[]> arrived = mailboxes.takeAll(bob);
        assertEquals(1, arrived.size());
        StoredMail stored = StoredMail.of(arrived.get(0));
        assertEquals(
                new String(mail, StandardCharsets.US_ASCII) + end,
                new String(stored.content(), StandardCharsets.ISO_8859_1));
        assertTrue(stored.trace().replace("\r\n ", " ").contains(" with " + protocol + " "), stored.trace());
    }

    private static String words(String options) {
        return options == null ? "" : " " + options;
    }

    private static String shell(String command) throws IOException {
        return Commands.run("bash", "-c", command);
    }
}
