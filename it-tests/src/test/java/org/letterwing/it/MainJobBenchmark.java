package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Measures the main job: mails accepted each second, how long a client waits for its {@code 250}, and the CPU seconds
 * of the server and its database. It asserts only that each mail was accepted. See CONTRIBUTING for the command.
 */
class MainJobBenchmark {

    private static final int ACCOUNTS = 100;

    private final String database = System.getProperty("bench.database", "embedded");
    private final int connections = Integer.getInteger("bench.connections", 20);
    private final int size = Integer.getInteger("bench.size", 4096);
    private final int mails = Integer.getInteger("bench.mails", 10_000);
    private final int warmUp = Integer.getInteger("bench.warmup", 10_000);

    @Test
    void measure() throws Exception {
        try (ServerProcess server = ServerProcess.in(ServerFolder.provisioned("bench"), Database.named(database))
                .with(Map.of("LETTERWING_SMTP_MAX_MAILS", "0"))
                .start()) {
            List<String> addresses = new Mailboxes(server.host(), "bench.test", ACCOUNTS).addresses();
            new Run(server.host(), addresses, warmUp).await();
            Duration cpu = cpuOfServers();
            long start = System.nanoTime();
            long[] latencies = new Run(server.host(), addresses, mails).await();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            report(latencies, time, cpuOfServers().minus(cpu));
        }
    }

    private void report(long[] latencies, Duration time, Duration cpu) {
        Arrays.sort(latencies);
        System.out.printf(
                Locale.ROOT,
                "%n%-11s %6s %9s %8s %11s %8s %8s %8s%n%-11s %6d %9d %8.0f %11.2f %8.1f %8.1f %8.1f%n%n",
                "database",
                "conns",
                "octets",
                "mails/s",
                "CPU s/1000",
                "p50 ms",
                "p99 ms",
                "max ms",
                database,
                connections,
                size,
                latencies.length / seconds(time),
                seconds(cpu) * 1000 / latencies.length,
                millis(latencies, 0.5),
                millis(latencies, 0.99),
                millis(latencies, 1));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double millis(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }

    /** The server and its database are this process's descendants. */
    private static Duration cpuOfServers() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** A number of mails over all connections; each takes the next as soon as it has the reply to the last. */
    private final class Run {

        private final MailHost host;
        private final List<String> addresses;
        private final byte[] mail = content();
        private final AtomicInteger next = new AtomicInteger();
        private final long[] latencies;
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

        Run(MailHost host, List<String> addresses, int count) {
            this.host = host;
            this.addresses = addresses;
            latencies = new long[count];
        }

        /** Returns for each mail the nanoseconds from the content's first octet to the last reply. */
        long[] await() throws InterruptedException {
            List<Thread> threads = Stream.generate(() -> new Thread(this::send))
                    .limit(connections)
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(failures.isEmpty(), () -> "Not accepted: " + failures.peek());
            return latencies;
        }

        private void send() {
            try (SmtpClient client = host.smtp()) {
                client.command("EHLO bench");
                for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
                    String reply = client.open("sender@bench.test", addresses.get(i % addresses.size()));
                    long start = System.nanoTime();
                    if (reply.startsWith("354")) {
                        reply = client.data(mail);
                    }
                    latencies[i] = System.nanoTime() - start;
                    if (!reply.startsWith("250")) {
                        failures.add(reply);
                        return;
                    }
                }
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }

        private byte[] content() {
            StringBuilder text = new StringBuilder("Subject: benchmark\r\n\r\n");
            while (text.length() < size) {
                text.append("All work and no play makes a mail server a dull program indeed.\r\n");
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
