package org.letterwing.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import org.letterwing.net.Door;
import org.letterwing.net.Listener;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionLimits;

/** An SMTP server in a JVM of its own, which tells its heap when it is asked: see {@link IdleConnectionsTest}. */
final class IdleServer {

    private static final Duration LONG = Duration.ofHours(1);

    private IdleServer() {}

    /** Prints the port, then for each line that it reads the octets of heap that are in use. */
    public static void main(String[] arguments) throws IOException {
        var limits = new SessionLimits(
                LONG,
                LONG,
                50,
                Duration.ofMinutes(2),
                new Door(Door.Rules.NONE),
                SessionLimits.NOBODY,
                new MemoryBudget(Runtime.getRuntime().maxMemory() / 4));
        var engine = new SmtpEngine(
                Dialogue.config(Path.of(System.getProperty("java.io.tmpdir")), limits),
                new TestBackend(),
                Runnable::run);
        try (var threads = new NetworkThreads();
                var listener = new Listener(
                        threads,
                        "smtp",
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
                        limits.door(),
                        engine::newSession);
                var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(listener.address().getPort());
            while (asked.readLine() != null) {
                System.out.println(heap());
            }
        }
    }

    /** Collects garbage until that frees nothing any more. */
    private static long heap() {
        long before = Long.MAX_VALUE;
        long now = collected();
        while (now < before) {
            before = now;
            now = collected();
        }
        return before;
    }

    private static long collected() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
