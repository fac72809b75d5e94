package org.letterwing.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.dkim.DkimSigner;
import org.letterwing.authentication.dkim.TestKeys;
import org.letterwing.dns.TestDns;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Measures what the checks of senders cost: signed mails of a domain with SPF and DMARC that are accepted each second by a
 * server that checks them and by one that does not, in turn, with DNS that answers at once. It asserts only that each mail
 * was accepted. See CONTRIBUTING for the command.
 */
class SenderChecksBenchmark {

    private static final int ACCOUNTS = 100;
    private static final int HEADER = 65_536;
    private static final String SENDER = "bob@" + TestKeys.DOMAIN;

    private final int connections = Integer.getInteger("bench.connections", 20);
    private final int size = Integer.getInteger("bench.size", 4096);
    private final int mails = Integer.getInteger("bench.mails", 10_000);
    private final int rounds = Integer.getInteger("bench.rounds", 3);

    /** A server, and who has mailboxes there. */
    private record Receiver(MailHost host, List<String> addresses) {

        static Receiver of(ServerProcess server) throws IOException {
            return new Receiver(server.host(), new Mailboxes(server.host(), "bench.test", ACCOUNTS).addresses());
        }
    }

    @Test
    void measure() throws Exception {
        byte[] mail = signedMail();
        try (TestDns dns = dns();
                ServerProcess checking = server("apply", dns).start();
                ServerProcess trusting = server("off", dns).start()) {
            Receiver checked = Receiver.of(checking);
            Receiver unchecked = Receiver.of(trusting);
            rate(checked, mail);
            rate(unchecked, mail);
            List<Double> parts = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                double without = rate(unchecked, mail);
                double with = rate(checked, mail);
                parts.add(with / without);
                System.out.printf(
                        Locale.ROOT,
                        "%nround %d: %d connections: %.0f mails/s unchecked, %.0f checked, that is %.2f of it%n",
                        round,
                        connections,
                        without,
                        with,
                        with / without);
            }
            System.out.printf(
                    Locale.ROOT,
                    "median: %.2f%n",
                    parts.stream().sorted().toList().get(rounds / 2));
        }
    }

    private static TestDns dns() {
        TestDns dns = new TestDns()
                .knows(
                        TestKeys.DOMAIN + ". TXT \"v=spf1 ip4:127.0.0.1 -all\"",
                        "_dmarc." + TestKeys.DOMAIN + ". TXT \"v=DMARC1; p=reject\"");
        // A string of DNS has 255 octets at most.
        TestKeys.ZONE.forEach(
                (name, text) -> dns.knows(name + ". TXT \"" + text.replaceAll("(.{200})", "$1\" \"") + '"'));
        return dns;
    }

    private static ServerProcess server(String mode, TestDns dns) throws IOException {
        return ServerProcess.in(
                        ServerFolder.provisioned("bench-checks-" + mode),
                        Database.embedded(),
                        "-Dletterwing.dmarc=" + mode,
                        "-Dletterwing.dns.servers=127.0.0.1:" + dns.address().getPort())
                .with(Map.of("LETTERWING_SMTP_MAX_MAILS", "0"));
    }

    private byte[] signedMail() throws IOException {
        String mail = "From: " + SENDER + "\r\nSubject: benchmark\r\n\r\n"
                + "All work and no play makes a mail server a dull program indeed.\r\n".repeat(size / 65);
        byte[] content = mail.getBytes(StandardCharsets.US_ASCII);
        String signature = new DkimSigner(TestKeys.DOMAIN, List.of(TestKeys.RSA_SIGNER))
                .sign(new ByteArrayInputStream(content), HEADER, Instant.now());
        return (signature + mail).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the mails accepted each second. */
    private double rate(Receiver receiver, byte[] mail) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    try {
                        session(receiver, mail, next);
                    } catch (IOException e) {
                        failures.add(e.toString());
                    }
                }))
                .limit(connections)
                .toList();
        long start = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(failures.isEmpty(), () -> "Not accepted: " + failures.peek());
        return mails / ((System.nanoTime() - start) / 1e9);
    }

    private void session(Receiver receiver, byte[] mail, AtomicInteger next) throws IOException {
        try (SmtpClient client = receiver.host().smtp()) {
            client.command("EHLO bench");
            List<String> addresses = receiver.addresses();
            for (int number = next.getAndIncrement(); number < mails; number = next.getAndIncrement()) {
                String reply = client.send(SENDER, mail, addresses.get(number % addresses.size()));
                if (!reply.startsWith("250")) {
                    throw new IOException(reply);
                }
            }
        }
    }
}
