package org.letterwing.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.smtp.client.Outcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Postfix's own test server as the peer, with and without its extensions. Debian's package postfix has it. */
@Timeout(60)
@EnabledIf("isThere")
class SinkTest {

    private static final Path SINK = Path.of("/usr/sbin/smtp-sink");

    private Process sink;

    static boolean isThere() {
        return Files.isExecutable(SINK);
    }

    @AfterEach
    void stop() {
        sink.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-p", "-e", "-E", "-8"})
    void mailsInOneSession(String option) throws Exception {
        ClientSession session = start(option);
        for (int i = 0; i < 10; i++) {
            List<Outcome> outcomes = session.send(TestClient.mail("x\r\n.\r\n".repeat(1 + 5000 * i), "a@b.c", "d@e.f"));
            assertEquals(List.of(Result.TAKEN, Result.TAKEN), TestClient.results(outcomes));
        }
        session.quit();
    }

    private ClientSession start(String option) throws IOException, InterruptedException, SessionFailure {
        InetSocketAddress address;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) free.getLocalSocketAddress();
        }
        List<String> command = new ArrayList<>(List.of(SINK.toString()));
        if (!option.isEmpty()) {
            command.add(option);
        }
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + address.getPort(), "100"));
        sink = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return TestClient.patient().connect(TestClient.hop(address));
            } catch (SessionFailure e) {
                if (System.nanoTime() > deadline || !sink.isAlive()) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
