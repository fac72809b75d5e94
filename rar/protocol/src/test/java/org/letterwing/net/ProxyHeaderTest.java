package org.letterwing.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Connections that come through a proxy, on real sockets. */
@Timeout(60)
class ProxyHeaderTest {

    private static final NetworkThreads THREADS = new NetworkThreads(1);
    private static final String SIGNATURE = "0D0A0D0A000D0A515549540A";

    private final BlockingQueue<ScriptedSession> sessions = new LinkedBlockingQueue<>();
    private Door door;
    private Listener listener;

    @AfterEach
    void everybodyHasLeft() {
        listener.close(Duration.ofSeconds(5));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (door.open() + door.addresses() > 0) {
            assertTrue(System.nanoTime() < deadline, "the door still counts somebody");
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @Test
    void versionOneTellsTheClient() throws Exception {
        listen(address -> true);
        assertEquals(
                "hello\nnoop\n",
                talk("PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\nnoop\r\nquit\r\n".getBytes("ASCII")));
        assertEquals(new InetSocketAddress("192.0.2.7", 4711), client());
        assertEquals("hello\n", talk("PROXY TCP6 2001:db8::7 2001:db8::1 4711 25\r\nquit\r\n".getBytes("ASCII")));
        assertEquals(new InetSocketAddress("2001:db8::7", 4711), client());
    }

    @Test
    void aHeaderMayComeInPieces() throws Exception {
        listen(address -> true);
        try (var socket = connect()) {
            for (byte octet : "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\nquit\r\n".getBytes("ASCII")) {
                socket.getOutputStream().write(octet);
                socket.getOutputStream().flush();
            }
            assertEquals("hello\nbye\n", all(socket));
        }
        assertEquals(new InetSocketAddress("192.0.2.7", 4711), client());
    }

    @Test
    void versionTwoTellsTheClientAndItsEncryption() throws Exception {
        listen(address -> true);
        String ssl = "20" + "0024" + "01" + "00000000" + "21" + "0007" + ascii("TLSv1.3") + "23" + "0012"
                + ascii("TLS_AES_128_GCM_SH");
        assertEquals("hello\n", talk(version2("21", "11", "C0000207" + "C6336401" + "1267" + "0019" + ssl)));
        ScriptedSession session = sessions.poll(10, TimeUnit.SECONDS);
        assertEquals(new InetSocketAddress("192.0.2.7", 4711), session.client());
        assertEquals("TLSv1.3", session.tls().orElseThrow().protocol());
        assertEquals("TLS_AES_128_GCM_SH", session.tls().orElseThrow().cipherSuite());
        assertTrue(session.tls().orElseThrow().serverEndPoint().isEmpty());
        assertTrue(session.tls().orElseThrow().exporter().isEmpty());
    }

    @Test
    void aProxyMaySpeakForItself() throws Exception {
        listen(address -> true);
        for (byte[] header : new byte[][] {
            "PROXY UNKNOWN\r\nquit\r\n".getBytes("ASCII"),
            version2("20", "00", ""),
            version2("20", "11", "0".repeat(24))
        }) {
            assertEquals("hello\n", talk(header));
            assertEquals(InetAddress.getByName("127.0.0.1"), client().getAddress());
        }
    }

    @Test
    void theLimitOfAnAddressIsThatOfTheClient() throws Exception {
        listen(address -> true);
        byte[] header = "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n".getBytes("ASCII");
        try (var one = connect();
                var two = connect()) {
            one.getOutputStream().write(header);
            two.getOutputStream().write(header);
            assertEquals('h', one.getInputStream().read());
            assertEquals('h', two.getInputStream().read());
            assertEquals("turned away: TOO_MANY_OF_ADDRESS\n", talk(header));
            assertEquals("hello\n", talk("PROXY TCP4 192.0.2.8 198.51.100.1 4711 25\r\nquit\r\n".getBytes("ASCII")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quit\r\n",
                "PROXY TCP4 192.0.2.7\r\nquit\r\n",
                "PROXY TCP4 192.0.2.700 198.51.100.1 4711 25\r\nquit\r\n",
                "PROXY TCP4 2001:db8::1 198.51.100.1 4711 25\r\nquit\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 4711 99999\r\nquit\r\n",
                "EHLO this.is.no.proxy.at.all.but.some.client.that.talks.and.talks\r\nquit\r\n"
            })
    void withoutARightHeaderTheConnectionCloses(String wrong) throws IOException {
        listen(address -> true);
        try (var socket = connect()) {
            socket.getOutputStream().write(wrong.getBytes(StandardCharsets.US_ASCII));
            assertEquals("", all(socket));
        }
    }

    @Test
    void aProxyThatSaysNothingHoldsNobodyUp() throws Exception {
        listen(address -> true);
        try (var silent = connect()) {
            assertEquals("hello\n", talk("PROXY UNKNOWN\r\nquit\r\n".getBytes("ASCII")));
            listener.close(Duration.ofSeconds(20));
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    @Test
    void aStrangerIsNoProxy() throws Exception {
        listen(address -> false);
        for (byte[] header : new byte[][] {
            "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\nquit\r\n".getBytes("ASCII"),
            version2("21", "11", "C0000207C633640112670019")
        }) {
            assertEquals("hello\n", talk(header).replace("bye\n", "answered"));
            assertEquals(InetAddress.getByName("127.0.0.1"), client().getAddress());
        }
        assertEquals("hello\n", talk("quit\r\n".getBytes("ASCII")));
    }

    private void listen(java.util.function.Predicate<InetAddress> proxies) throws IOException {
        door = new Door(new Door.Rules(100, 2, address -> false, address -> false, proxies));
        var limits = new SessionLimits(
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                0,
                Duration.ofMinutes(5),
                door,
                SessionLimits.NOBODY,
                MemoryBudget.UNBOUNDED);
        listener = new Listener(
                THREADS, "test", new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), door, () -> {
                    var session = new ScriptedSession(limits);
                    sessions.add(session);
                    return session;
                });
    }

    private Socket connect() throws IOException {
        return new Socket(listener.address().getAddress(), listener.address().getPort());
    }

    /** Sends octets, and returns all that the server says but its goodbye. */
    private String talk(byte[] octets) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(octets);
            return all(socket).replaceFirst("bye\n$", "");
        }
    }

    private static String all(Socket socket) throws IOException {
        var said = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(said);
        } catch (IOException reset) {
            return said.toString(StandardCharsets.US_ASCII); // closed with input unread
        }
        return said.toString(StandardCharsets.US_ASCII);
    }

    private InetSocketAddress client() throws InterruptedException {
        ScriptedSession session = sessions.poll(10, TimeUnit.SECONDS);
        assertNotNull(session);
        return session.client();
    }

    private static byte[] version2(String command, String family, String content) {
        HexFormat hex = HexFormat.of();
        return hex.parseHex(SIGNATURE
                + command
                + family
                + hex.toHexDigits((short) (content.length() / 2))
                + content
                + ascii("quit\r\n"));
    }

    private static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
