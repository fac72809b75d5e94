package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.Peer;
import org.letterwing.tls.Identity;
import org.letterwing.tls.PemFiles;
import org.letterwing.tls.TestIdentity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail that Letterwing relays arrives at Postfix and Exim as it was sent, once, with the right envelope. */
class ReceivingMtasIT {

    private static final int MAILS = 34;
    private static final List<String> BORDERS =
            List.of("no-final-line-end", "final-dot-without-line-end", "dots-in-a-long-line", "line-5000");

    private static Relay relay;
    private static Mailboxes mailboxes;
    private static String sender;

    /** An MTA, and what it has been told to do. */
    enum Receiver {
        /** Its certificate is trusted. */
        POSTFIX("postfix.test") {
            @Override
            Mta start(Path folder, NextHop hop) throws IOException {
                return PostfixMta.start(folder, hop, inbox);
            }

            @Override
            void assertChunks() throws IOException {
                Wait.until("the session is over", Relay.SOON, () -> mta.log().contains(" bdat="));
            }
        },
        /** Its certificate is not. */
        EXIM("exim.test") {
            @Override
            Mta start(Path folder, NextHop hop) throws IOException {
                return EximMta.start(folder, hop, inbox);
            }

            @Override
            void assertChunks() throws IOException {
                assertTrue(
                        mta.log().lines().anyMatch(line -> line.contains(" <= ") && line.contains(" K ")), mta.log());
            }
        };

        final String domain;
        Inbox inbox;
        Mta mta;

        Receiver(String domain) {
            this.domain = domain;
        }

        abstract Mta start(Path folder, NextHop hop) throws IOException;

        /** Asserts that mail came by BDAT. */
        abstract void assertChunks() throws IOException;

        void open(Path folder, Identity identity) throws Exception {
            PemFiles tls = new PemFiles(folder.resolve(domain + ".pem"), folder.resolve(domain + ".key"));
            TestIdentity.write(identity, tls);
            Files.setPosixFilePermissions(tls.key(), PosixFilePermissions.fromString("rw-r--r--"));
            List<String> domains = List.of(domain, "bücher." + domain, "xn--bcher-kva." + domain);
            String address = relay.addressOf(domain);
            relay.dns().knows("xn--bcher-kva." + domain + ". MX 10 mx." + domain + ".");
            inbox = new Inbox(address, relay.port(), domains, tls, folder.resolve(domain));
            mta = start(folder, new NextHop(relay.port(), NextHop.Tls.NONE, null));
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Identity trusted = TestIdentity.of("RSA", "mx.postfix.test");
        Path trust = folder.resolve("trust.pem");
        TestIdentity.writeCertificate(trusted, trust);
        relay = Relay.start("receiving-mtas", Database.embedded(), "-Dletterwing.outbound.tls.trust=" + trust);
        mailboxes = new Mailboxes(relay.host(), "sender.test", 1);
        sender = mailboxes.addresses().get(0);
        Receiver.POSTFIX.open(folder, trusted);
        Receiver.EXIM.open(folder, TestIdentity.of("RSA", "mx.exim.test"));
    }

    @AfterAll
    static void stop() throws IOException {
        for (Receiver receiver : Receiver.values()) {
            if (receiver.mta != null) {
                receiver.mta.close();
            }
        }
        relay.close();
    }

    @ParameterizedTest
    @EnumSource
    void mailsOfAllKindsArriveAsTheyAre(Receiver receiver) throws IOException {
        Map<Integer, byte[]> sent = new HashMap<>();
        Map<String, Integer> expected = new TreeMap<>();
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO test");
            for (int number = 0; number < MAILS; number++) {
                NumberedSample sample = NumberedSample.of(number);
                List<String> recipients = new ArrayList<>();
                for (int i = 0; i <= number % 3; i++) {
                    recipients.add("u" + i + "@" + receiver.domain);
                    expected.put(number + " to u" + i + "@" + receiver.domain, 1);
                }
                send(client, sample, recipients);
                sent.put(number, sample.octets());
            }
        }
        awaitMails(receiver, "u", expected.size());
        Map<String, Integer> found = new TreeMap<>();
        for (Inbox.Arrived mail : mails(receiver, "u")) {
            int number = NumberedSample.numberIn(mail.content());
            found.merge(number + " to " + mail.recipient(), 1, Integer::sum);
            assertEquals(sender, mail.sender());
            assertArrayEquals(sent.get(number), NumberedSample.withoutTrace(mail.content()), () -> "mail " + number);
            String protocol = NumberedSample.of(number).isUtf8() ? "with UTF8SMTPS" : "with ESMTPS";
            assertTrue(
                    receiver == Receiver.EXIM // which takes all mails after one with SMTPUTF8 for such
                            ? mail.received().contains("smtps")
                            : mail.received().contains(protocol),
                    mail.received());
        }
        assertEquals(expected, found);
        receiver.assertChunks();
    }

    @ParameterizedTest
    @EnumSource
    void mailsAtTheBordersOfWhatIsAllowedArrive(Receiver receiver) throws IOException {
        String recipient = "border@" + receiver.domain;
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO test");
            for (int number = 0; number < BORDERS.size(); number++) {
                send(client, NumberedSample.of(number, BORDERS.get(number)), List.of(recipient));
            }
        }
        awaitMails(receiver, "border", BORDERS.size());
        for (Inbox.Arrived mail : mails(receiver, "border")) {
            int number = NumberedSample.numberIn(mail.content());
            String sent =
                    new String(NumberedSample.of(number, BORDERS.get(number)).octets(), StandardCharsets.ISO_8859_1);
            assertEquals(
                    sent.endsWith("\r\n") ? sent : sent + "\r\n", // the last line has an end when it travels
                    new String(NumberedSample.withoutTrace(mail.content()), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void addressesInUnicodeArrive(Receiver receiver) throws IOException {
        String recipient = "jürgen@bücher." + receiver.domain;
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO test");
            assertStarts("250", client.command("MAIL FROM:<" + sender + "> SMTPUTF8"));
            assertStarts("250", client.command("RCPT TO:<" + recipient + ">"));
            assertStarts("354", client.command("DATA"));
            assertStarts("250", client.data(NumberedSample.of(2).octets()));
        }
        awaitMails(receiver, "jürgen", 1);
        Inbox.Arrived mail = mails(receiver, "jürgen").get(0);
        assertTrue(
                List.of(recipient, "jürgen@xn--bcher-kva." + receiver.domain).contains(mail.recipient()),
                mail::recipient);
        assertTrue(mail.received().toUpperCase(Locale.ROOT).contains("WITH UTF8"), mail.received());
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotThereComesBackAsAReport(Receiver receiver) throws IOException {
        relay.send(sender, "to nobody", "nobody@" + receiver.domain);
        List<String> reports = new ArrayList<>();
        Wait.until("there is a report", Relay.SOON, () -> {
            mailboxes.takeAll(sender).forEach(mail -> reports.add(new String(mail, StandardCharsets.UTF_8)));
            return !reports.isEmpty();
        });
        for (String line : List.of(
                "Final-Recipient: rfc822; nobody@" + receiver.domain,
                "Action: failed",
                "Remote-MTA: dns; mx." + receiver.domain,
                "Diagnostic-Code: smtp; 550 ")) {
            assertTrue(reports.get(0).contains("\r\n" + line), reports.get(0));
        }
    }

    /** RFC 3461 5.2.1: a host that offers DSN is handed the wish, and tells by itself. */
    @ParameterizedTest
    @EnumSource
    void whoAsksIsToldOfADeliveryByTheHostThatMakesIt(Receiver receiver) throws IOException {
        try (SmtpClient client = relay.host().smtp()) {
            client.command("EHLO test");
            assertStarts("250", client.command("MAIL FROM:<" + sender + "> RET=HDRS ENVID=QQ314159"));
            assertStarts(
                    "250",
                    client.command("RCPT TO:<told@" + receiver.domain + "> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first@"
                            + receiver.domain));
            assertStarts("354", client.command("DATA"));
            assertStarts("250", client.data(NumberedSample.of(0).octets()));
        }
        List<String> reports = new ArrayList<>();
        Wait.until("the host reports", Relay.SOON, () -> {
            mailboxes.takeAll(sender).forEach(mail -> reports.add(new String(mail, StandardCharsets.UTF_8)));
            return !reports.isEmpty();
        });
        String report = reports.get(0).replace("; ", ";").toLowerCase(Locale.ROOT);
        for (String line : List.of(
                "Reporting-MTA:dns;mta.test",
                "Original-Envelope-Id:QQ314159",
                "Original-Recipient:rfc822;first@" + receiver.domain,
                "Final-Recipient:rfc822;told@" + receiver.domain,
                "Action:delivered")) {
            String field = line.replaceFirst(":", ": ").toLowerCase(Locale.ROOT);
            assertTrue(report.contains("\n" + field), () -> field + " is not in\n" + report);
        }
        assertEquals(1, reports.size(), "nobody else reports");
        assertEquals(1, mails(receiver, "told").size());
    }

    @Test
    void tlsThatIsRequiredNeedsACertificateThatIsTrusted() throws IOException {
        relay.route("postfix.test", "mx.postfix.test", "required");
        relay.send(sender, "secret", "secret@postfix.test");
        Wait.until(
                "it is there",
                Relay.SOON,
                () -> !mails(Receiver.POSTFIX, "secret").isEmpty());

        relay.route("required.test", "mx.exim.test", "required");
        relay.send(sender, "secret", "secret@required.test");
        Wait.until(
                "it waits",
                Relay.SOON,
                () -> "4.7.5".equals(relay.queue("required.test").get(0).getString("lastStatus")));
        assertTrue(relay.isAll("required.test", "waiting"));
        assertEquals(List.of(), mails(Receiver.EXIM, "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swaks", "curl"})
    void aUserSendsThroughLetterwing(String program, @TempDir Path folder) throws IOException {
        Peer.require(
                Commands.has(program),
                program + " is not installed: apt-get install " + program + ", to hand in mail with it");
        String recipient = program + "@postfix.test";
        Path mail = Files.write(
                folder.resolve("mail.eml"),
                ("From: " + sender + "\r\nTo: " + recipient
                                + "\r\nDate: Mon, 02 Nov 2026 09:15:00 +0100\r\nMessage-ID: <user@sender.test>\r\nSubject: from "
                                + program + "\r\n\r\nhello\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int port = relay.host().ports().submission();
        Commands.run(
                "bash",
                "-c",
                program.equals("swaks")
                        ? "swaks --server 127.0.0.1 --port " + port + " --tls --auth PLAIN --auth-user " + sender
                                + " --auth-password " + Mailboxes.PASSWORD + " --from " + sender + " --to " + recipient
                                + " --data @" + mail
                        : "curl --silent --show-error --insecure --ssl-reqd --user " + sender + ":" + Mailboxes.PASSWORD
                                + " --mail-from " + sender + " --mail-rcpt " + recipient + " --upload-file " + mail
                                + " smtp://127.0.0.1:" + port);
        Wait.until(
                "it is there",
                Relay.SOON,
                () -> !mails(Receiver.POSTFIX, program).isEmpty());
        Inbox.Arrived arrived = mails(Receiver.POSTFIX, program).get(0);
        assertEquals(sender, arrived.sender());
        assertTrue(new String(arrived.content(), StandardCharsets.ISO_8859_1)
                .contains("Subject: from " + program + "\r\n"));
    }

    private static void send(SmtpClient client, NumberedSample sample, List<String> recipients) throws IOException {
        assertStarts(
                "250",
                client.command("MAIL FROM:<" + sender + "> BODY=8BITMIME" + (sample.isUtf8() ? " SMTPUTF8" : "")));
        for (String recipient : recipients) {
            assertStarts("250", client.command("RCPT TO:<" + recipient + ">"));
        }
        assertStarts("354", client.command("DATA"));
        assertStarts("250", client.data(sample.octets()));
    }

    private static void awaitMails(Receiver receiver, String name, int count) throws IOException {
        try {
            Wait.until(
                    "the mails are there",
                    Relay.SOON,
                    () -> mails(receiver, name).size() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the log of the MTA:\n" + receiver.mta.log(), e);
        }
    }

    /** Returns the mails for recipients whose names begin so. */
    private static List<Inbox.Arrived> mails(Receiver receiver, String name) throws IOException {
        return receiver.inbox.mails().stream()
                .filter(mail -> mail.recipient().startsWith(name))
                .toList();
    }

    private static void assertStarts(String start, String reply) {
        assertTrue(reply.startsWith(start), reply);
    }
}
