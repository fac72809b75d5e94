package org.letterwing.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.net.Farewell;
import org.letterwing.net.Listener;
import org.letterwing.net.NetworkThreads;
import org.letterwing.net.SessionLimits;
import org.letterwing.spool.MailContent;
import org.letterwing.tls.ListenerTls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The engine on real sockets, with threads for the disk and for answers. */
@Timeout(60)
class SmtpServerTest {

    private static final long MAX_SIZE = 60_000_000;
    private static final String MEGABYTE = ("0123456789".repeat(7) + "\r\n").repeat(15_000);

    @TempDir
    private Path directory;

    private final ExecutorService disk = Executors.newFixedThreadPool(2);
    private final ExecutorService store = Executors.newFixedThreadPool(4);
    private static final NetworkThreads THREADS = new NetworkThreads(2);
    private final AtomicInteger mails = new AtomicInteger();
    private final CompletableFuture<Reply> lastAnswer = new CompletableFuture<>();
    private Listener listener;

    @BeforeEach
    void listen() throws IOException {
        listen(SessionLimits.idle(Duration.ofMinutes(5)));
    }

    private void listen(SessionLimits limits) throws IOException {
        var config = new SmtpConfig(
                "smtp",
                SmtpConfig.Kind.MX,
                ListenerTls.NONE,
                "mx.example.org",
                MAX_SIZE,
                128 * 1024,
                directory,
                null,
                Dialogue.RULES,
                limits);
        var engine = new SmtpEngine(config, new SlowBackend(), disk);
        listener = new Listener(
                THREADS,
                "smtp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits.door(),
                engine::newSession);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        disk.shutdownNow();
        store.shutdownNow();
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @AfterAll
    static void end() {
        THREADS.close();
    }

    @Test
    void manyClientsSendManyMails() {
        var clients = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.runAsync(() -> sendMails(50, "body\r\n", 1)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(clients).join();
        assertEquals(20 * 50, mails.get());
    }

    @Test
    void largeMailsGoThroughTheDisk() {
        var clients = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> sendMails(1, MEGABYTE, 50)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(clients).join();
        assertEquals(4, mails.get());
    }

    @Test
    void aReplyThatComesDuringTheShutdownIsStillSent() throws Exception {
        try (var client = new Client()) {
            client.begin("slow@example.org");
            client.send("body\r\n.\r\n");
            await(() -> mails.get() == 1);
            var closing = CompletableFuture.runAsync(listener::close);
            await(() -> !isListening());
            lastAnswer.complete(TestBackend.TAKEN);
            assertEquals("250 2.0.0 Taken", client.read());
            assertEquals("421 4.3.2 The server is going down, try again later", client.read());
            assertNull(client.read());
            client.close();
            closing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aMailWhoseSessionIsEndedStillGetsItsReply() throws Exception {
        try (var client = new Client()) {
            client.begin("slow@example.org");
            client.send("body\r\n.\r\nNOOP\r\n");
            await(() -> mails.get() == 1);
            var ended = listener.end(session -> true, Farewell.DISCONNECTED);
            assertEquals(Optional.of("client.example"), ended.get(0).facts().name());
            lastAnswer.complete(TestBackend.TAKEN);
            assertEquals("250 2.0.0 Taken", client.read());
            assertEquals("421 4.3.2 An administrator has ended this session, try again later", client.read());
            assertNull(client.read());
        }
    }

    @Test
    void aMailThatHasNotEndedIsNoMailWhenItsSessionIsEnded() throws Exception {
        try (var client = new Client()) {
            client.begin("bob@example.org");
            client.send("body\r\n");
            listener.end(session -> true, Farewell.LOGIN_ENDED);
            assertEquals("421 4.7.0 Your account has changed, log in again", client.read());
            assertNull(client.read());
            assertEquals(0, mails.get());
        }
    }

    @Test
    void aClientThatDisappearsInTheMiddleLeavesNothing() throws IOException {
        for (int i = 0; i < 10; i++) {
            try (var client = new Client()) {
                client.begin("bob@example.org");
                client.send(MEGABYTE);
            }
        }
        await(() -> listener.sessions() == 0);
        assertEquals(0, mails.get());
    }

    @Test
    void aClientThatStopsInTheMiddleIsLeft() throws IOException {
        listener.close();
        listen(SessionLimits.idle(Duration.ofMillis(100)));
        try (var client = new Client()) {
            client.begin("bob@example.org");
            client.send(MEGABYTE);
            assertEquals("421 4.4.2 You were silent for too long", client.read());
            assertNull(client.read());
        }
        assertEquals(0, mails.get());
    }

    private void sendMails(int count, String body, int times) {
        try (var client = new Client()) {
            for (int i = 0; i < count; i++) {
                client.begin("bob@example.org");
                for (int piece = 0; piece < times; piece++) {
                    client.send(body);
                }
                client.send(".\r\n");
                assertEquals("250 2.0.0 " + (long) body.length() * times, client.read());
            }
            client.send("QUIT\r\n");
            assertEquals("221 2.0.0 Bye", client.read());
            assertNull(client.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isListening() {
        try (var probe = new Socket()) {
            probe.connect(listener.address());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "the condition did not come true within ten seconds");
            Thread.onSpinWait();
        }
    }

    /** Answers on threads of its own, with the size of what the client sent. */
    private final class SlowBackend extends TestBackend {

        @Override
        public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
            if (transaction.recipients().get(0).address().startsWith("slow")) {
                content.close();
                mails.incrementAndGet();
                return lastAnswer;
            }
            return CompletableFuture.supplyAsync(() -> count(content), store);
        }

        private Reply count(MailContent content) {
            try (content;
                    var reader = new BufferedReader(
                            new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 64 * 1024)) {
                long trace = 0;
                String line = reader.readLine();
                while (line.startsWith("Received:") || line.startsWith(" ")) {
                    trace += line.length() + 2;
                    line = reader.readLine();
                }
                mails.incrementAndGet();
                return Reply.of(250, "2.0.0", String.valueOf(content.size() - trace));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket();
        private final BufferedReader in;
        private final OutputStream out;

        private Client() throws IOException {
            socket.setTcpNoDelay(true);
            socket.connect(listener.address());
            socket.setSoTimeout(20_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
            assertEquals("220 mx.example.org ESMTP Letterwing", read());
            send("HELO client.example\r\n");
            assertEquals("250 mx.example.org", read());
        }

        private void begin(String recipient) throws IOException {
            send("MAIL FROM:<alice@example.com>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
            assertEquals("250 2.1.0 Sender OK", read());
            assertEquals("250 2.1.5 Recipient OK", read());
            assertTrue(read().startsWith("354 "));
        }

        private void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private String read() throws IOException {
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
