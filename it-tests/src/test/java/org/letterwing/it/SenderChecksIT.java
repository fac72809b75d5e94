package org.letterwing.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ArcSealer;
import org.letterwing.authentication.arc.ArcValidation;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.DkimSigner;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.dns.TestDns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The running server checks who sent a mail, and does with it what the author's domain asks for. */
class SenderChecksIT {

    private static final String HOST = "mx.senders.test";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HEADER = 65_536;

    private static TestDns dns;
    private static ServerProcess server;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() throws IOException {
        dns = new TestDns()
                .knows(
                        "_dmarc.example.com. TXT \"v=DMARC1; p=reject\"",
                        "_dmarc.reject.test. TXT \"v=DMARC1; p=reject\"",
                        "_dmarc.doubtful.test. TXT \"v=DMARC1; p=quarantine\"",
                        "doubtful.test. TXT \"v=spf1 -all\"")
                .isLate("_dmarc.silent.test.", Duration.ofDays(1))
                .isLate("silent.test.", Duration.ofDays(1));
        TestKeys.ZONE.forEach((name, text) -> dns.knows(name + ". TXT " + strings(text)));
        ServerFolder folder = ServerFolder.provisioned("senders");
        ApplicationWar.build("senders.war", "org.letterwing.it.senders")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve("senders.war").toFile());
        server = ServerProcess.in(
                        folder,
                        Database.embedded(),
                        "-Dletterwing.hostname=" + HOST,
                        "-Dletterwing.dns.servers=127.0.0.1:" + dns.address().getPort(),
                        "-Dletterwing.authentication.timeout=2",
                        "-Dletterwing.arc.trusted=example.com")
                .start();
        mailboxes = new Mailboxes(server.host(), "senders.test", 4);
    }

    @AfterAll
    static void stop() {
        dns.close();
        if (server != null) {
            server.stop();
        }
    }

    /** A string of DNS has 255 octets at most. */
    private static String strings(String text) {
        return '"' + text.replaceAll("(.{200})", "$1\" \"") + '"';
    }

    @Test
    void aMailThatItsAuthorsDomainDoesNotStandForIsRefusedIfThatAsksForIt() throws IOException {
        String reply = send("bob@reject.test", mail("alice@reject.test"), address(0));
        assertTrue(reply.startsWith("550 5.7.1 The DMARC policy of reject.test is reject"), reply);
    }

    @Test
    void aMailThatIsToBeTreatedAsSuspiciousIsNotInInbox() throws IOException {
        assertTaken(send("bob@doubtful.test", mail("alice@doubtful.test"), address(1)));
        assertEquals(List.of(), mailboxes.takeAll(address(1)));
        String account = Http.administrator(server.host())
                .get("/api/v1/domains/senders.test/accounts/u1")
                .body();
        assertTrue(account.matches("(?s).*\"usedBytes\":[1-9].*"), account);
    }

    @Test
    void aMailSaysWhatWasFoundAndNothingThatOthersSaidInOurName() throws IOException {
        String forged = "Authentication-Results: " + HOST + "; dmarc=pass header.from=forged.test\r\n"
                + "Authentication-Results: other.test; dmarc=pass header.from=foreign.test\r\n";
        assertTaken(send("bob@elsewhere.test", signed(forged + mail("alice@example.com")), address(2)));
        String found = only(address(2));
        assertTrue(
                found.startsWith("Return-Path: <bob@elsewhere.test>\r\nAuthentication-Results: " + HOST + ";"), found);
        assertTrue(found.contains("dkim=pass header.d=example.com"), found);
        assertTrue(found.contains("dmarc=pass header.from=example.com"), found);
        assertTrue(found.contains("spf=none smtp.mailfrom=bob@elsewhere.test"), found);
        assertTrue(!found.contains("forged.test"), found);
        assertTrue(found.contains("foreign.test"), found);
    }

    @Test
    void aDnsThatIsSilentRefusesNoMail() throws IOException {
        assertTaken(send("bob@silent.test", mail("alice@silent.test"), address(3)));
        String found = only(address(3));
        assertTrue(found.contains("dmarc=temperror header.from=silent.test"), found);
        assertTrue(found.contains("spf=temperror"), found);
    }

    @Test
    void theWordOfATrustedSealerOverridesAPolicy() throws IOException {
        String list = mail("alice@reject.test");
        assertTaken(send("list@example.com", sealed(list, "dmarc=pass header.from=reject.test"), "desk@senders.test"));
        assertTrue(
                send("list@example.com", sealed(list, "dmarc=fail header.from=reject.test"), "desk@senders.test")
                        .startsWith("550 5.7.1"),
                "sealed that it failed there too");
    }

    @Test
    void anApplicationIsToldAtOnceAndLater() {
        for (String bean : List.of("Desk desk", "LaterDesk later")) {
            String name = bean.split(" ")[0];
            Wait.until(
                    "the application takes mail",
                    SOON,
                    () -> send(
                                    "bob@elsewhere.test",
                                    signed(mail("alice@example.com")),
                                    bean.split(" ")[1] + "@senders.test")
                            .startsWith("250"));
            Wait.until(
                    name + " is told",
                    SOON,
                    () -> facts().contains(name + " SenderAuthentication[spf=NONE, spfDomain=elsewhere.test,"
                            + " dkimDomains=[example.com], dmarc=PASS, authorDomain=example.com,"
                            + " quarantined=false, arc=NONE]"));
        }
    }

    @Test
    void anApplicationMayTakeMailOfKnownSendersAlone() throws IOException {
        Wait.until(
                "the application takes mail",
                SOON,
                () -> send("bob@elsewhere.test", signed(mail("alice@example.com")), "vip@senders.test")
                        .startsWith("250"));
        String reply = send("bob@elsewhere.test", mail("alice@elsewhere.test"), "vip@senders.test");
        assertTrue(reply.startsWith("550 5.7.1 The recipient takes mail only of users"), reply);
    }

    private static String facts() throws IOException {
        return server.host().application("senders").get("/facts").body();
    }

    private static String address(int number) {
        return mailboxes.addresses().get(number);
    }

    private static String only(String address) throws IOException {
        List<byte[]> mails = mailboxes.takeAll(address);
        assertEquals(1, mails.size());
        return new String(mails.get(0), StandardCharsets.US_ASCII).replaceAll("\r\n[ \t]+", " ");
    }

    private static String mail(String author) {
        return "From: " + author + "\r\nTo: u0@senders.test\r\nSubject: hello\r\n\r\nHello.\r\n";
    }

    private static String send(String from, String mail, String to) throws IOException {
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO client.test");
            return client.send(from, mail.getBytes(StandardCharsets.US_ASCII), to);
        }
    }

    private static void assertTaken(String reply) {
        assertTrue(reply.startsWith("250"), reply);
    }

    private static String signed(String mail) throws IOException {
        return new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.RSA_SIGNER)).sign(content(mail), HEADER, Instant.now())
                + mail;
    }

    private static String sealed(String mail, String results) throws IOException {
        MessageReader reader = new MessageReader(content(mail), HEADER);
        MessageHeader header = reader.header();
        BodyHashes bodies = new BodyHashes();
        MessageSigner.prepare(bodies);
        ArcValidation chain = new ArcValidation(header, new KeyLookup(TestKeys.names()), bodies, Instant.now());
        reader.body(bodies);
        bodies.finish();
        ArcResult found = chain.result();
        return new ArcSealer("lists.example.com", TestKeys.DOMAIN, TestKeys.ED25519_SIGNER)
                        .seal(header, bodies, found, results, Instant.now())
                        .orElseThrow()
                + mail;
    }

    private static ByteArrayInputStream content(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII));
    }
}
