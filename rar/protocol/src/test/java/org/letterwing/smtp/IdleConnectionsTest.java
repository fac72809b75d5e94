package org.letterwing.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Ten thousand connections that do nothing cost little, and disturb nobody. */
@Timeout(240)
class IdleConnectionsTest {

    private static final int CONNECTIONS = 10_000;
    private static final int MOST_HEAP_OF_EACH = 12 * 1024;
    private static final Duration NORMAL = Duration.ofSeconds(1);

    private final List<Socket> idle = new ArrayList<>(CONNECTIONS);
    private Process server;
    private PrintStream asks;
    private BufferedReader answers;
    private int port;

    @BeforeEach
    void start() throws IOException {
        long descriptors = openFilesAllowed();
        assumeTrue(
                descriptors > CONNECTIONS + 500,
                () -> "skipped: " + CONNECTIONS + " connections need more than " + descriptors
                        + " open files; raise ulimit -n");
        server = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        asks = new PrintStream(server.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        port = Integer.parseInt(answers.readLine());
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        for (Socket socket : idle) {
            socket.close();
        }
        if (server != null) {
            asks.close();
            assertTrue(server.waitFor(60, TimeUnit.SECONDS), "the server did not end");
        }
    }

    @Test
    void tenThousandIdleConnections() throws IOException {
        for (int i = 0; i < 200; i++) {
            sendMail(); // classes and buffers that the first ones need
        }
        long before = heap();
        long begin = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(greeted());
        }
        System.out.printf(
                "%d connections in %d ms%n", CONNECTIONS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        long heapOfEach = (heap() - before) / CONNECTIONS;
        System.out.println("Heap of an idle connection: " + heapOfEach + " octets");
        assertTrue(heapOfEach > 0 && heapOfEach <= MOST_HEAP_OF_EACH, () -> heapOfEach + " octets of heap each");

        long worst = 0;
        for (int i = 0; i < 100; i++) {
            long sent = System.nanoTime();
            sendMail();
            worst = Math.max(worst, System.nanoTime() - sent);
        }
        long slowest = worst;
        System.out.printf("Slowest of 100 mails beside them: %d ms%n", TimeUnit.NANOSECONDS.toMillis(slowest));
        assertTrue(slowest < NORMAL.toNanos(), () -> "a mail took " + slowest + " ns");
    }

    private long heap() throws IOException {
        asks.println("heap");
        return Long.parseLong(answers.readLine());
    }

    private static long openFilesAllowed() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "ulimit -n").start();
        try (var out = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII))) {
            String limit = out.readLine();
            return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
        }
    }

    /** A session that has gone as far as an idle one goes. */
    private Socket greeted() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        expect(socket, "220 ");
        send(socket, "EHLO idle.example\r\n");
        expect(socket, "250 ");
        return socket;
    }

    private void sendMail() throws IOException {
        try (Socket socket = greeted()) {
            send(socket, "MAIL FROM:<alice@example.com>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n");
            expect(socket, "250 ");
            expect(socket, "250 ");
            expect(socket, "354 ");
            send(socket, "body\r\n.\r\n");
            expect(socket, "250 ");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a reply to its last line, octet by octet so that nothing is kept here. */
    private static void expect(Socket socket, String start) throws IOException {
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
        assertEquals(start, line.substring(0, 4));
    }
}
