package org.letterwing.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Ten thousand connections that do nothing cost little, and disturb nobody. */
@Timeout(240)
class IdleConnectionsTest {

    private static final int CONNECTIONS = 10_000;
    private static final int HEAP_MEGABYTES = 512;
    private static final int MOST_HEAP_OF_EACH = 12 * 1024;
    private static final Duration NORMAL = Duration.ofSeconds(1);

    private final List<Socket> idle = new ArrayList<>(CONNECTIONS);
    private SeparateServer server;

    @BeforeEach
    void start() throws IOException {
        SeparateServer.assumeOpenFiles(CONNECTIONS);
        server = new SeparateServer(HEAP_MEGABYTES);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : idle) {
            socket.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void tenThousandIdleConnections() throws IOException {
        for (int i = 0; i < 200; i++) {
            sendMail(); // classes and buffers that the first ones need
        }
        long before = server.heap();
        long begin = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(server.greeted());
        }
        System.out.printf(
                "%d connections in %d ms%n", CONNECTIONS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        long heapOfEach = (server.heap() - before) / CONNECTIONS;
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

    private void sendMail() throws IOException {
        String reply = server.mail("body\r\n");
        assertTrue(reply.startsWith("250 "), reply);
    }
}
