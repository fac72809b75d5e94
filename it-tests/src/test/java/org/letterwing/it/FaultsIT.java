package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Clients that misbehave: the memory that they cost is bounded, they leave nothing behind, others are served. */
class FaultsIT {

    private static final String DOMAIN = "faults.test";
    private static final byte[] MAIL = "Subject: fine\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SILENT = 1_000;
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGE_MAILS = 20;
    private static final int LARGE = TestForm.rounds(10, 50) * MEGABYTE - MEGABYTE;

    private static ServerProcess server;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.in(ServerFolder.provisioned("faults"), Database.embedded())
                .withJavaOptions("-Xmx512m")
                .start();
        mailboxes = new Mailboxes(server.host(), DOMAIN, 2);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aClientThatDisappearsInTheMiddleOfAMailLeavesNothing() throws IOException {
        byte[] half = new byte[4 * MEGABYTE];
        Arrays.fill(half, (byte) '\n');
        for (int i = 0; i < half.length; i += 2) {
            half[i] = '\r';
        }
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            assertStartsWith("354", client.open("bob@elsewhere.test", address(0)));
            client.write(half);
            client.flush();
            Wait.until("the mail is in the spool", LIMIT, () -> spooled() > 0);
        }
        Wait.until("the spool is empty", LIMIT, () -> spooled() == 0);
        assertEquals(List.of(), mailboxes.takeAll(address(0)));
        assertMailGetsThrough();
    }

    @Test
    void aCommandThatNeverEndsIsCutOff() throws IOException {
        byte[] noise = new byte[MEGABYTE];
        Arrays.fill(noise, (byte) 'A');
        try (SmtpClient client = server.host().smtp()) {
            assertStartsWith("500", replyTo(client, noise, 64));
        }
        assertMailGetsThrough();
    }

    @Test
    void aLineThatNeverEndsIsNoMail() throws IOException {
        byte[] noise = new byte[MEGABYTE];
        Arrays.fill(noise, (byte) 'A');
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            assertStartsWith("354", client.open("bob@elsewhere.test", address(0)));
            assertStartsWith("552 5.3.4", replyTo(client, noise, 64));
        }
        Wait.until("the spool is empty", LIMIT, () -> spooled() == 0);
        assertMailGetsThrough();
    }

    @Test
    void aThousandSilentConnectionsDisturbNobody() throws IOException {
        List<SmtpClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT; i++) {
                silent.add(server.host().smtp());
            }
            assertMailGetsThrough();
        } finally {
            for (SmtpClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void manyLargeMailsAtOnceNeedLittleMemory() throws Exception {
        byte[] mail = large();
        List<String> replies = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < LARGE_MAILS; i++) {
            Thread sender = new Thread(() -> {
                String reply = sendOrFailure(mail);
                synchronized (replies) {
                    replies.add(reply);
                }
            });
            senders.add(sender);
            sender.start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertTrue(replies.stream().allMatch(reply -> reply.startsWith("250")), replies::toString);
        try (Pop3Client client = server.host().pop3(address(1), Mailboxes.PASSWORD)) {
            assertEquals(LARGE_MAILS, client.count());
            for (int number = 1; number <= LARGE_MAILS; number++) {
                assertArrayEquals(mail, StoredMail.of(client.retrieve(number)).content());
                client.delete(number);
            }
            client.quit();
        }
    }

    private static String sendOrFailure(byte[] mail) {
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            return client.send("bob@elsewhere.test", mail, address(1));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static byte[] large() {
        byte[] mail = new byte[LARGE];
        byte[] line = ("x".repeat(76) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < mail.length; i++) {
            mail[i] = line[i % line.length];
        }
        byte[] start = "Subject: large\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, mail, 0, start.length);
        mail[mail.length - 2] = '\r';
        mail[mail.length - 1] = '\n';
        return mail;
    }

    /** Writes the same octets again and again until the server closes or the times are over; returns its reply. */
    private static String replyTo(SmtpClient client, byte[] noise, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                client.write(noise);
                client.flush();
            }
            client.write("\r\n.\r\n");
            client.flush();
        } catch (IOException e) {
            // cut off, as it should be
        }
        return client.reply();
    }

    /** The server removes a spool file as soon as it has it open. */
    private static long spooled() throws IOException {
        return OpenFiles.count(server.pid(), "/spool/");
    }

    private static void assertMailGetsThrough() throws IOException {
        try (SmtpClient client = server.host().smtp()) {
            client.command("EHLO test");
            assertStartsWith("250", client.send("bob@elsewhere.test", MAIL, address(0)));
        }
        List<byte[]> mails = mailboxes.takeAll(address(0));
        assertEquals(1, mails.size());
        assertArrayEquals(MAIL, StoredMail.of(mails.get(0)).content());
    }

    private static String address(int account) {
        return mailboxes.addresses().get(account);
    }

    private static void assertStartsWith(String expected, String reply) {
        assertTrue(reply.startsWith(expected), () -> "expected " + expected + ", was " + reply);
    }
}
