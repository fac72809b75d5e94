package org.letterwing.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.letterwing.net.Door;
import org.letterwing.net.Listener;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.TestAccounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** An SMTP server in a JVM of its own, with the limits that a server comes with; it tells its heap when it is asked. */
final class SeparateServer implements AutoCloseable {

    /** Up to which size a mail is kept in memory. */
    static final int MEMORY_LIMIT = 128 * 1024;

    private static final Duration LONG = Duration.ofHours(1);

    private final Path errors;
    private final Process server;
    private final PrintStream asks;
    private final BufferedReader answers;
    private final int port;

    /**
     * Starts the server.
     *
     * @param heap its heap in megabytes; a quarter of it bounds what clients may take
     */
    SeparateServer(int heap) throws IOException {
        errors = Files.createTempFile("server", ".err");
        server = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx" + heap + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SeparateServer.class.getName())
                .redirectError(errors.toFile())
                .start();
        asks = new PrintStream(server.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        port = Integer.parseInt(answers.readLine());
    }

    /** Skips the test that runs if there can't be so many connections. */
    static void assumeOpenFiles(int connections) throws IOException {
        long descriptors = openFilesAllowed();
        assumeTrue(
                descriptors > connections + 500,
                () -> "skipped: " + connections + " connections need more than " + descriptors
                        + " open files; raise ulimit -n");
    }

    private static long openFilesAllowed() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "ulimit -n").start();
        try (var out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII))) {
            String limit = out.readLine();
            return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
        }
    }

    /** Returns the octets of heap that are in use. */
    long heap() throws IOException {
        asks.println("heap");
        return Long.parseLong(answers.readLine());
    }

    /** Returns a session that has gone as far as an idle one goes. */
    Socket greeted() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        expect(socket, "220 ");
        send(socket, "EHLO client.example\r\n");
        expect(socket, "250 ");
        return socket;
    }

    /**
     * Begins a mail with content.
     *
     * @return the reply to its recipient; after {@code 250} the content was sent
     */
    static String begin(Socket socket, String content) throws IOException {
        send(socket, "MAIL FROM:<alice@example.com>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n");
        expect(socket, "250 ");
        String recipient = reply(socket);
        boolean accepted = recipient.startsWith("250 ");
        expect(socket, accepted ? "354 " : "554 ");
        if (accepted) {
            send(socket, content);
        }
        return recipient;
    }

    /** Ends a mail, and returns the reply. */
    static String end(Socket socket) throws IOException {
        send(socket, ".\r\n");
        return reply(socket);
    }

    /** Sends a mail in a session of its own, and returns the reply that refuses it or takes it. */
    String mail(String content) throws IOException {
        try (Socket socket = greeted()) {
            String recipient = begin(socket, content);
            return recipient.startsWith("250 ") ? end(socket) : recipient;
        }
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void expect(Socket socket, String start) throws IOException {
        assertEquals(start, reply(socket).substring(0, 4));
    }

    /** Reads a reply to its last line, which it returns, octet by octet so that nothing is kept here. */
    static String reply(Socket socket) throws IOException {
        var line = new StringBuilder();
        do {
            line.setLength(0);
            for (int octet = socket.getInputStream().read();
                    octet != '\n';
                    octet = socket.getInputStream().read()) {
                assertTrue(octet >= 0, "the server closed the connection");
                line.append((char) octet);
            }
        } while (line.charAt(3) == '-');
        return line.toString().stripTrailing();
    }

    /** Ends the server, whose memory must have sufficed. */
    @Override
    public void close() throws IOException {
        asks.close();
        boolean ended = server.onExit()
                .completeOnTimeout(null, 60, TimeUnit.SECONDS)
                .thenApply(process -> process != null)
                .join();
        server.destroyForcibly();
        String said = Files.readString(errors);
        Files.delete(errors);
        assertTrue(ended, "the server did not end");
        assertFalse(said.contains("Memory"), said);
        assertEquals(0, server.exitValue());
    }

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
                Dialogue.config(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        new TestAccounts("alice@example.com", "secret").authentication(address -> true, Duration.ZERO),
                        MEMORY_LIMIT,
                        limits),
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
                System.out.println(usedHeap());
            }
        }
    }

    /** Collects garbage until that frees nothing any more. */
    private static long usedHeap() {
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
