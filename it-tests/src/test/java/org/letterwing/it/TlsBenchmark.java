package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Measures what STARTTLS costs: mails accepted each second in plain text and under TLS, in turn, by clients that connect
 * anew after some mails and resume their TLS sessions. It asserts only that each mail was accepted. See CONTRIBUTING
 * for the command.
 */
class TlsBenchmark {

    private static final int ACCOUNTS = 100;

    private final int connections = Integer.getInteger("bench.connections", 20);
    private final int mailsOfConnection = Integer.getInteger("bench.mails-of-connection", 10);
    private final int size = Integer.getInteger("bench.size", 4096);
    private final int mails = Integer.getInteger("bench.mails", 10_000);
    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final byte[] mail = ("Subject: benchmark\r\n\r\n"
                    + "All work and no play makes a mail server a dull program indeed.\r\n".repeat(size / 65))
            .getBytes(StandardCharsets.US_ASCII);

    private final SSLContext tls = Tls.context();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    @Test
    void measure() throws Exception {
        try (ServerProcess server = ServerProcess.in(ServerFolder.provisioned("bench"), Database.embedded())
                .with(Map.of("LETTERWING_SMTP_MAX_MAILS", "0"))
                .start()) {
            List<String> addresses = new Mailboxes(server.host(), "bench.test", ACCOUNTS).addresses();
            rate(server.host(), addresses, false);
            rate(server.host(), addresses, true);
            for (int round = 1; round <= rounds; round++) {
                double plain = rate(server.host(), addresses, false);
                double encrypted = rate(server.host(), addresses, true);
                System.out.printf(
                        Locale.ROOT,
                        "%nround %d: %d connections, %d mails each: plain %.0f mails/s, STARTTLS %.0f, that is %.2f of it%n",
                        round,
                        connections,
                        mailsOfConnection,
                        plain,
                        encrypted,
                        encrypted / plain);
            }
            System.out.printf("%d handshakes, %d of them resumed%n", handshakes.get(), resumed.get());
        }
    }

    /** Returns the mails accepted each second. */
    private double rate(MailHost host, List<String> addresses, boolean encrypted) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    try {
                        while (next.get() < mails) {
                            session(host, addresses, encrypted, next);
                        }
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

    private void session(MailHost host, List<String> addresses, boolean encrypted, AtomicInteger next)
            throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO bench");
            if (encrypted) {
                handshakes.incrementAndGet();
                if (client.startTls(tls)) {
                    resumed.incrementAndGet();
                }
                client.command("EHLO bench");
            }
            for (int sent = 0; sent < mailsOfConnection; sent++) {
                int number = next.getAndIncrement();
                if (number >= mails) {
                    break;
                }
                String reply = client.send("sender@bench.test", mail, addresses.get(number % addresses.size()));
                if (!reply.startsWith("250")) {
                    throw new IOException(reply);
                }
            }
            client.command("QUIT");
        }
    }
}
