package org.letterwing.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who is turned away, and who is left, on real sockets. */
@Timeout(120)
class LimitsTest {

    private static final NetworkThreads THREADS = new NetworkThreads(2);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String[] NEIGHBOURS = {"127.0.0.2", "127.0.0.3"};

    private volatile boolean banned;
    private Door door;
    private final Queue<ScriptedSession> sessions = new ConcurrentLinkedQueue<>();
    private Listener listener;

    @AfterEach
    void everybodyHasLeft() {
        await(() -> door.open() == 0 && door.addresses() == 0);
        listener.close(Duration.ZERO);
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @Test
    void beyondTheLimitClientsAreToldSoAndBeyondThatNothing() throws IOException {
        listen(rules(3, 100), LONG, LONG, 0, LONG);
        try (var clients = new Clients()) {
            for (int i = 0; i < 3; i++) {
                assertEquals("hello", clients.connect("127.0.0.1").read());
            }
            for (int i = 0; i < Door.TURNED_AWAY_AT_ONCE; i++) {
                clients.connect("127.0.0.1");
            }
            assertEquals("turned away: TOO_MANY", clients.last().read());
            assertNull(clients.connect("127.0.0.1").read());
            assertEquals(Door.TURNED_AWAY_AT_ONCE + 1, door.turnedAway(Door.Turndown.TOO_MANY));
        }
    }

    @Test
    void eachAddressHasItsOwnLimit() throws IOException {
        listen(rules(100, 2), LONG, LONG, 0, LONG);
        try (var clients = new Clients()) {
            for (String neighbour : NEIGHBOURS) {
                assertEquals("hello", clients.connect(neighbour).read());
                assertEquals("hello", clients.connect(neighbour).read());
                assertEquals(
                        "turned away: TOO_MANY_OF_ADDRESS",
                        clients.connect(neighbour).read());
            }
            assertEquals(2, door.addresses());
            assertEquals(2, door.turnedAway(Door.Turndown.TOO_MANY_OF_ADDRESS));
            // An exempt one.
            for (int i = 0; i < 5; i++) {
                assertEquals("hello", clients.connect("127.0.0.9").read());
            }
        }
    }

    @Test
    void deniedAndBannedOnesAreToldSo() throws IOException {
        listen(rules(100, 100), LONG, LONG, 0, LONG);
        try (var clients = new Clients()) {
            assertEquals("turned away: DENIED", clients.connect("127.0.0.66").read());
            banned = true;
            assertEquals("turned away: BANNED", clients.connect("127.0.0.2").read());
            banned = false;
            assertEquals("hello", clients.connect("127.0.0.2").read());
        }
    }

    @Test
    void thousandsThatVanishAreAllForgotten() throws IOException {
        listen(rules(500, 100), LONG, LONG, 0, LONG);
        byte[] command = "wait\r\nhalf".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 5000; i++) {
            try (var socket = connected("127.0.0." + (2 + i % 50))) {
                switch (i % 4) {
                    case 0 -> socket.getOutputStream().write(command);
                    case 1 -> socket.setSoLinger(true, 0); // a reset
                    case 2 -> {
                        socket.getOutputStream().write(command);
                        socket.setSoLinger(true, 0);
                    }
                    default -> socket.shutdownOutput();
                }
            }
        }
        // Who sends no more may still read, so a session that waits goes with its answer.
        await(() -> sessions.size() == 5000);
        sessions.forEach(session -> session.answer.complete("there"));
    }

    @Test
    void aSessionHasItsTimeAndNoMore() throws IOException {
        listen(rules(100, 100), LONG, Duration.ofMillis(300), 0, LONG);
        try (var clients = new Clients()) {
            Client client = clients.connect("127.0.0.1");
            assertEquals("hello", client.read());
            String said;
            do {
                client.send("again\r\n");
                said = client.read();
            } while (said.equals("again"));
            assertEquals("too long", said);
        }
    }

    @Test
    void anOctetFromTimeToTimeIsTooSlow() throws IOException {
        for (String beginning : new String[] {"half a li", "octets 100000\r\n"}) {
            listen(rules(100, 100), LONG, LONG, 1000, Duration.ofMillis(200));
            try (var clients = new Clients()) {
                Client client = clients.connect("127.0.0.1");
                assertEquals("hello", client.read());
                client.send(beginning);
                String said = "x";
                while (said.matches("x+")) {
                    client.send("x");
                    said = client.readIfThere("x");
                }
                assertEquals("slow", said);
            }
            everybodyHasLeft();
        }
    }

    @Test
    void silenceBetweenCommandsIsNotSlow() throws IOException {
        listen(rules(100, 100), Duration.ofMillis(700), LONG, 1000, Duration.ofMillis(100));
        try (var clients = new Clients()) {
            Client client = clients.connect("127.0.0.1");
            assertEquals("hello", client.read());
            client.send("a\r\n");
            assertEquals("a", client.read());
            assertEquals("too slow", client.read());
        }
    }

    @Test
    void whoSendsFastEnoughMayTakeItsTime() throws IOException {
        listen(rules(100, 100), LONG, LONG, 1000, Duration.ofMillis(100));
        try (var clients = new Clients()) {
            Client client = clients.connect("127.0.0.1");
            assertEquals("hello", client.read());
            client.send("octets 2000000000\r\n");
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600);
            while (System.nanoTime() < end) {
                client.send("x".repeat(1000));
                assertEquals(1000, client.readOctets(1000));
            }
        }
    }

    @Test
    void whoReadsAnOctetFromTimeToTimeIsCutOff() throws IOException {
        listen(rules(100, 100), LONG, LONG, 1 << 20, Duration.ofMillis(300));
        try (var clients = new Clients()) {
            Client client = clients.connect("127.0.0.1");
            assertEquals("hello", client.read());
            client.send("flood\r\n");
            while (door.open() > 0) {
                long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
                await(() -> System.nanoTime() > next);
                client.readOctet();
            }
        }
    }

    private Door.Rules rules(int connections, int ofAddress) {
        return new Door.Rules(
                connections,
                ofAddress,
                address -> address.getHostAddress().equals("127.0.0.9"),
                address -> address.getHostAddress().equals("127.0.0.66"),
                address -> false);
    }

    private void listen(Door.Rules rules, Duration idle, Duration total, int rate, Duration window) throws IOException {
        door = new Door(rules);
        var limits = new SessionLimits(idle, total, rate, window, door, address -> banned, MemoryBudget.UNBOUNDED);
        listener = new Listener(
                THREADS, "test", new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), door, () -> {
                    var session = new ScriptedSession(limits);
                    sessions.add(session);
                    return session;
                });
    }

    private Socket connected(String from) throws IOException {
        return new Socket("127.0.0.1", listener.address().getPort(), InetAddress.getByName(from), 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "the condition did not come true within a minute");
            Thread.onSpinWait();
        }
    }

    private final class Clients implements AutoCloseable {

        private final List<Client> clients = new ArrayList<>();

        private Client connect(String from) throws IOException {
            clients.add(new Client(connected(from)));
            return last();
        }

        private Client last() {
            return clients.get(clients.size() - 1);
        }

        @Override
        public void close() throws IOException {
            for (Client client : clients) {
                client.socket.close();
            }
        }
    }

    private record Client(Socket socket, BufferedReader in) {

        private Client(Socket socket) throws IOException {
            this(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1));
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private String read() throws IOException {
            return in.readLine();
        }

        /** Waits ten milliseconds for a line. */
        private String readIfThere(String otherwise) throws IOException {
            socket.setSoTimeout(10);
            try {
                String line = in.readLine();
                return line == null || line.isEmpty() ? otherwise : line;
            } catch (java.net.SocketTimeoutException e) {
                return otherwise;
            }
        }

        private int readOctets(int wanted) throws IOException {
            int read = 0;
            while (read < wanted) {
                read += in.readLine().length();
            }
            return read;
        }

        private void readOctet() {
            try {
                socket.getInputStream().read();
            } catch (IOException e) {
                return; // cut off
            }
        }
    }
}
