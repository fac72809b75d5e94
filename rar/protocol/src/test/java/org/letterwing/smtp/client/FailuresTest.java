package org.letterwing.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.smtp.client.Outcome.Result;
import org.letterwing.smtp.client.SessionFailure.Kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Peers that close, say 421, fall silent or say nonsense, at each step of a session. */
@Timeout(60)
class FailuresTest {

    /** The steps of a session, in their order. */
    private enum Step {
        GREETING,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        END
    }

    /** What a peer does instead of its reply. */
    private enum Fault {
        CLOSE {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.close();
            }
        },
        RESET {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.reset();
            }
        },
        HALF_A_REPLY {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.raw("250-Som");
                client.close();
            }
        },
        SERVICE_CLOSING {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.say("421 4.3.2 Going down");
                client.close();
            }
        },
        SILENCE {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.awaitEnd();
            }
        },
        TRICKLE {
            @Override
            void show(ScriptedPeer.Client client) throws IOException, InterruptedException {
                client.raw("250 ");
                try {
                    for (int i = 0; i < 1_000; i++) {
                        client.raw("x");
                        client.pause(50);
                    }
                } catch (IOException e) {
                    return; // the client has gone
                }
                throw new IOException("The client waited for each octet");
            }
        },
        NONSENSE {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                client.say("HTTP/1.1 200 OK");
                client.awaitEnd();
            }
        },
        ENDLESS_REPLY {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                try {
                    for (int i = 0; i < 1_000_000; i++) {
                        client.say("250-and so on");
                    }
                } catch (IOException e) {
                    return; // the client has gone
                }
                throw new IOException("The client listened to the end");
            }
        },
        ENDLESS_LINE {
            @Override
            void show(ScriptedPeer.Client client) throws IOException {
                try {
                    for (int i = 0; i < 1_000_000; i++) {
                        client.raw("250 and so on and on");
                    }
                } catch (IOException e) {
                    return; // the client has gone
                }
                throw new IOException("The client listened to the end");
            }
        };

        abstract void show(ScriptedPeer.Client client) throws IOException, InterruptedException;
    }

    private static Stream<Arguments> faults() {
        return Stream.of(Step.values())
                .flatMap(step -> Stream.of(Fault.values())
                        // Who doesn't read what comes may get all of it, or not.
                        .filter(fault -> step != Step.CONTENT || fault != Fault.TRICKLE)
                        .flatMap(fault ->
                                Stream.of(true, false).map(pipelining -> Arguments.of(step, fault, pipelining))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void atEachStep(Step step, Fault fault, boolean pipelining) throws Exception {
        try (var peer = new ScriptedPeer(client -> talk(client, step, fault, pipelining))) {
            if (step == Step.GREETING || step == Step.EHLO) {
                var failure = assertThrows(
                        SessionFailure.class, () -> TestClient.hasty().connect(TestClient.hop(peer.address())));
                Kind expected = fault == Fault.SERVICE_CLOSING ? Kind.REFUSED : Kind.BROKEN;
                // A reset may come before the client has seen that it is connected.
                assertTrue(
                        failure.kind() == expected || fault == Fault.RESET && failure.kind() == Kind.UNREACHABLE,
                        failure::toString);
                assertTrue(failure.status().startsWith("4."), failure.status());
                return;
            }
            ClientSession session = TestClient.hasty().connect(TestClient.hop(peer.address()));
            // More than the network takes from a peer that does not read.
            String content = "0123456789".repeat(step == Step.CONTENT ? 2_000_000 : 1);
            List<Outcome> outcomes = session.send(TestClient.mail(content, "nobody@example.org", "bob@example.org"));
            assertFalse(session.isOpen());
            boolean refused = step.compareTo(Step.RCPT) > 0;
            assertEquals(
                    refused ? Result.REFUSED : Result.DEFERRED, outcomes.get(0).result());
            // The silent one read on to the end.
            boolean whole = step == Step.END || step == Step.CONTENT && fault == Fault.SILENCE;
            boolean certain = !whole || fault == Fault.SERVICE_CLOSING;
            assertEquals(
                    certain ? Result.DEFERRED : Result.UNKNOWN, outcomes.get(1).result(), outcomes.get(1)::text);
            assertTrue(outcomes.get(1).status().startsWith("4."), outcomes.get(1)::status);
            if (fault == Fault.SERVICE_CLOSING) {
                assertEquals("421 4.3.2 Going down", outcomes.get(1).text());
            }
            peer.finish();
        }
    }

    private static void talk(ScriptedPeer.Client client, Step until, Fault fault, boolean pipelining)
            throws IOException, InterruptedException {
        String[] replies = {
            "220 mx.example.org",
            pipelining ? "250-mx.example.org\n250 PIPELINING" : "250 mx.example.org",
            "250 OK",
            "550 5.1.1 No\n250 OK",
            "354 Go on"
        };
        String[] commands = {"", "EHLO", "MAIL", "RCPT", "DATA"};
        for (Step step : Step.values()) {
            if (step == Step.END) {
                client.content();
            } else if (step == Step.RCPT && step != until && !pipelining) {
                client.exchange("RCPT", "550 5.1.1 No");
                client.exchange("RCPT", "250 OK");
                continue;
            } else if (step == Step.RCPT && pipelining) {
                client.expect("RCPT");
                client.expect("RCPT");
            } else if (step != Step.GREETING && step != Step.CONTENT) {
                client.expect(commands[step.ordinal()]);
            }
            if (step == until) {
                fault.show(client);
                return;
            }
            if (step != Step.CONTENT) {
                client.say(replies[step.ordinal()]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whenThePeerIsAskedWhetherItIsThere(Fault fault) throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "550 No");
            client.expect("RSET");
            fault.show(client);
        })) {
            ClientSession session = TestClient.hasty().connect(TestClient.hop(peer.address()));
            session.send(TestClient.mailTo("bob@example.org"));
            assertFalse(session.isReady());
            assertFalse(session.isOpen());
            peer.finish();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"552 5.3.4 Too large", "452 4.3.1 Full"})
    void aReplyBeforeTheEndDecides(String reply) throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            client.say(reply);
            client.awaitEnd();
        })) {
            ClientSession session = TestClient.hasty().connect(TestClient.hop(peer.address()));
            Outcome outcome = session.send(TestClient.mail("0123456789\r\n".repeat(1_000_000), "bob@example.org"))
                    .get(0);
            assertEquals(reply.startsWith("5") ? Result.REFUSED : Result.DEFERRED, outcome.result(), outcome::text);
            assertEquals(reply, outcome.text());
        }
    }

    @Test
    void aReplyThatIsOneTooManyIsNeverTakenForTheNext() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "250 OK\n250 OK");
            client.awaitEnd();
        })) {
            ClientSession session = TestClient.hasty().connect(TestClient.hop(peer.address()));
            Outcome outcome = session.send(TestClient.mailTo("bob@example.org")).get(0);
            assertEquals(Result.DEFERRED, outcome.result());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void aPeerThatRefusesTheSession() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.say("554 5.7.1 Go away");
            client.exchange("QUIT", "221 Bye");
        })) {
            var failure = assertThrows(
                    SessionFailure.class, () -> TestClient.patient().connect(TestClient.hop(peer.address())));
            assertEquals(Kind.REFUSED, failure.kind());
            assertEquals("5.7.1", failure.status());
            assertEquals("The peer refused the session: 554 5.7.1 Go away", failure.getMessage());
            peer.finish();
        }
    }

    @Test
    void nobodyListens() throws Exception {
        InetSocketAddress address;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        var failure =
                assertThrows(SessionFailure.class, () -> TestClient.patient().connect(TestClient.hop(address)));
        assertEquals(Kind.UNREACHABLE, failure.kind());
        assertEquals("4.4.1", failure.status());
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.expect("MAIL");
            client.awaitEnd();
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            Thread.currentThread().interrupt();
            Outcome outcome = session.send(TestClient.mailTo("bob@example.org")).get(0);
            assertTrue(Thread.interrupted());
            assertEquals(Result.DEFERRED, outcome.result());
            assertFalse(session.isOpen());
        }
    }
}
