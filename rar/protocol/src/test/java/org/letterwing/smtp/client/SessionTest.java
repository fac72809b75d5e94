package org.letterwing.smtp.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.client.Outcome.Result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a client says, to peers with and without extensions. */
@Timeout(60)
class SessionTest {

    private static final String[] ALL = {
        "PIPELINING",
        "SIZE 100000000",
        "8BITMIME",
        "SMTPUTF8",
        "CHUNKING",
        "BINARYMIME",
        "DSN",
        "DELIVERBY",
        "MT-PRIORITY"
    };

    @Test
    void aPeerThatKnowsHeloAlone() throws Exception {
        AtomicReference<String> content = new AtomicReference<>();
        try (var peer = new ScriptedPeer(client -> {
            client.say("220 old.example.org");
            client.exchange("EHLO client.example", "502 What?");
            client.exchange("HELO client.example", "250 old.example.org");
            client.expect("MAIL FROM:<alice@example.com>");
            client.expectSilence();
            client.say("250 OK");
            client.expect("RCPT TO:<bob@example.org>");
            client.expectSilence();
            client.say("250 OK");
            client.expect("DATA");
            client.expectSilence();
            client.say("354 Go on");
            content.set(client.content());
            client.say("250 Taken");
            client.exchange("QUIT", "221 Bye");
            client.expectEnd();
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            assertEquals("old.example.org", session.facts().name());
            List<Outcome> outcomes = session.send(TestClient.mailTo("bob@example.org"));
            assertEquals(
                    new Outcome(Result.TAKEN, "2.0.0", Optional.of(new PeerReply(250, List.of("Taken"))), "250 Taken"),
                    outcomes.get(0));
            session.quit();
            peer.finish();
            assertEquals(TestClient.CONTENT, content.get());
        }
    }

    @Test
    void withPipeliningTheEnvelopeGoesInOneGroup() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING", "ENHANCEDSTATUSCODES");
            client.expect("MAIL FROM:<alice@example.com>");
            client.expect("RCPT TO:<bob@example.org>");
            client.expect("RCPT TO:<nobody@example.org>");
            client.expect("RCPT TO:<full@example.org>");
            client.expect("RCPT TO:<carol@example.org>");
            client.expect("DATA");
            client.say(
                    "250 2.1.0 OK\n250 2.1.5 OK\n550-5.1.1 No such\n550 5.1.1 mailbox\n452 4.2.2 Full\n251 2.1.5 OK\n354 Go on");
            client.content();
            client.say("250 2.6.0 Taken");
            client.expect("MAIL");
            client.reset();
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            List<Outcome> outcomes = session.send(TestClient.mailTo(
                    "bob@example.org", "nobody@example.org", "full@example.org", "carol@example.org"));
            assertEquals(
                    List.of(Result.TAKEN, Result.REFUSED, Result.DEFERRED, Result.TAKEN), TestClient.results(outcomes));
            assertEquals(
                    List.of("2.6.0", "5.1.1", "4.2.2", "2.6.0"),
                    outcomes.stream().map(Outcome::status).toList());
            assertEquals("550 5.1.1 No such 5.1.1 mailbox", outcomes.get(1).text());
            assertEquals(
                    "No such mailbox", outcomes.get(1).reply().orElseThrow().text(100));
            assertTrue(session.isReady());
            assertEquals(
                    List.of(Result.DEFERRED), TestClient.results(session.send(TestClient.mailTo("bob@example.org"))));
            assertFalse(session.isReady());
        }
    }

    @Test
    void aSmallMailInAChunkGoesWithItsEnvelope() throws Exception {
        AtomicReference<String> chunk = new AtomicReference<>();
        try (var peer = new ScriptedPeer(client -> {
            client.greet(ALL);
            client.expect("MAIL FROM:<alice@example.com> SIZE=17");
            client.expect("RCPT TO:<bob@example.org>");
            String command = client.expect("BDAT 17 LAST");
            chunk.set(client.octets(Integer.parseInt(command.split(" ")[1])));
            client.say("250 OK\n250 OK\n250 Taken");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            String content = ".dots\r\n\r\n.\r\nend\r\n".substring(0, 17);
            assertEquals(
                    List.of(Result.TAKEN),
                    TestClient.results(session.send(TestClient.mail(content, size(17), "bob@example.org"))));
            assertEquals(content, chunk.get());
        }
    }

    @Test
    void aLargeMailGoesInChunksWhenSomebodyWantsIt() throws Exception {
        String content = "0123456789012345678901234567890123456789\r\n".repeat(20_000);
        var received = new StringBuilder();
        try (var peer = new ScriptedPeer(client -> {
            client.greet(ALL);
            client.expect("MAIL");
            client.expect("RCPT");
            client.expectSilence();
            client.say("250 OK\n550 5.1.1 No");
            client.exchange("RSET", "250 OK");
            client.expect("MAIL");
            client.expect("RCPT");
            client.say("250 OK\n250 OK");
            while (true) {
                String[] command = client.expect("BDAT ").split(" ");
                received.append(client.octets(Integer.parseInt(command[1])));
                client.say("250 OK");
                if (command.length == 3) {
                    break;
                }
            }
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            ClientMail mail = TestClient.mail(content, "bob@example.org");
            assertEquals(List.of(Result.REFUSED), TestClient.results(session.send(mail)));
            assertTrue(session.isReady());
            assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(mail)));
            assertEquals(content, received.toString());
        }
    }

    @Test
    void aRefusedChunkEndsTheMail() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet(ALL);
            client.expect("MAIL");
            client.expect("RCPT");
            client.say("250 OK\n250 OK");
            for (int i = 0; i < 2; i++) {
                client.octets(Integer.parseInt(client.expect("BDAT ").split(" ")[1]));
                client.say("552 5.3.4 Too large");
            }
            client.exchange("RSET", "250 OK");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            Outcome outcome = session.send(TestClient.mail("x\r\n".repeat(200_000), "bob@example.org"))
                    .get(0);
            assertEquals(Result.REFUSED, outcome.result());
            assertEquals("5.3.4", outcome.status());
            assertTrue(session.isReady());
        }
    }

    @Test
    void aPeerThatTakesDataForNobodyGetsAnEmptyMail() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING");
            client.expect("MAIL");
            client.expect("RCPT");
            client.expect("DATA");
            client.say("250 OK\n550 No\n354 Go on");
            client.exchange(".", "554 No valid recipients");
            client.exchange("RSET", "250 OK");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            Outcome outcome = session.send(TestClient.mailTo("bob@example.org")).get(0);
            assertEquals("550 No", outcome.text());
            assertTrue(session.isReady());
        }
    }

    @Test
    void aRefusedSenderIsTheReplyForAll() throws Exception {
        try (var peer = new ScriptedPeer(
                client -> {
                    client.greet("PIPELINING");
                    client.expect("MAIL");
                    client.expect("RCPT");
                    client.expect("RCPT");
                    client.expect("DATA");
                    client.say("451 4.7.1 Later\n503 5.5.1 No\n503 5.5.1 No\n503 5.5.1 No");
                },
                client -> {
                    client.greet();
                    client.exchange("MAIL", "451 4.7.1 Later");
                    client.exchange("RSET", "250 OK");
                })) {
            for (int i = 0; i < 2; i++) {
                ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
                List<Outcome> outcomes = session.send(TestClient.mailTo("bob@example.org", "carol@example.org"));
                assertEquals(List.of(Result.DEFERRED, Result.DEFERRED), TestClient.results(outcomes));
                assertEquals("4.7.1", outcomes.get(1).status());
                assertEquals(i == 1, session.isReady());
            }
        }
    }

    @Test
    void manyRecipientsGoInGroupsThatAreBounded() throws Exception {
        String[] recipients =
                IntStream.range(0, 1000).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING");
            client.exchange("MAIL", "250 OK");
            for (int i = 0; i < 1000; i++) {
                client.exchange("RCPT TO:<r" + i + "@", i % 2 == 0 ? "250 OK" : "550 No");
            }
            client.exchange("DATA", "354 Go on");
            client.content();
            client.say("250 OK");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            List<Outcome> outcomes = session.send(TestClient.mailTo(recipients));
            for (int i = 0; i < 1000; i++) {
                assertEquals(
                        i % 2 == 0 ? Result.TAKEN : Result.REFUSED,
                        outcomes.get(i).result());
            }
        }
    }

    @Test
    void tooManyRecipientsAreForLater() throws Exception {
        // RFC 5321 4.5.3.1.10
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING");
            client.expect("MAIL");
            client.expect("RCPT");
            client.expect("RCPT");
            client.expect("RCPT");
            client.expect("DATA");
            client.say("250 OK\n250 OK\n552 Too many recipients\n552 5.2.2 Full\n354 Go on");
            client.content();
            client.say("250 OK");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            List<Outcome> outcomes = session.send(TestClient.mailTo("a@example.org", "b@example.org", "c@example.org"));
            assertEquals(List.of(Result.TAKEN, Result.DEFERRED, Result.REFUSED), TestClient.results(outcomes));
        }
    }

    @Test
    void parametersGoToPeersThatOfferThem() throws Exception {
        var options = new MailOptions(
                1000,
                MailOptions.Body.EIGHT_BIT,
                true,
                false,
                Optional.of(MailOptions.Return.HEADERS),
                Optional.of("id +1=2"),
                Optional.empty(),
                Optional.of(new MailOptions.DeliverBy(Instant.now().plusSeconds(1000), true, true)),
                -3);
        var recipient = new ClientMail.Recipient(
                "bøb@example.org",
                new RecipientOptions(
                        Set.of(RecipientOptions.Report.SUCCESS, RecipientOptions.Report.DELAY),
                        Optional.of(new RecipientOptions.OriginalRecipient("rfc822", "bob+1@example.org"))));
        var mail = new ClientMail("", options, List.of(recipient), true, () -> new ByteArrayInputStream(new byte[0]));
        var lines = new AtomicReference<String>();
        try (var peer = new ScriptedPeer(
                client -> {
                    client.greet(ALL);
                    lines.set(client.line() + "\n" + client.line());
                },
                client -> {
                    client.greet("SMTPUTF8", "8BITMIME");
                    lines.set(client.line());
                    client.say("250 OK");
                    lines.set(lines.get() + "\n" + client.line());
                })) {
            TestClient.patient().connect(TestClient.hop(peer.address())).send(mail);
            assertTrue(
                    lines.get()
                            .matches(
                                    "MAIL FROM:<> SIZE=1000 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=id\\+20\\+2B1\\+3D2"
                                            + " BY=(99\\d|1000);RT MT-PRIORITY=-3\n"
                                            + "RCPT TO:<bøb@example.org> NOTIFY=DELAY,SUCCESS ORCPT=rfc822;bob\\+2B1@example.org"),
                    lines.get());
            TestClient.patient().connect(TestClient.hop(peer.address())).send(mail);
            assertEquals("MAIL FROM:<> BODY=8BITMIME SMTPUTF8\nRCPT TO:<bøb@example.org>", lines.get());
        }
    }

    @Test
    void aMailThatIsDeclaredInternationalAndIsNoneGoesToAnyPeer() throws Exception {
        var options = new MailOptions(
                0,
                MailOptions.Body.EIGHT_BIT,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
        try (var peer = new ScriptedPeer(client -> {
            client.greet("8BITMIME");
            client.exchange("MAIL FROM:<alice@example.com> BODY=8BITMIME", "250 OK");
            client.exchange("RCPT TO:<bob@example.org>", "250 OK");
            client.exchange("DATA", "354 Go on");
            client.expect("x");
            client.exchange(".", "250 Taken");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            assertRefused("5.6.7", session, TestClient.mail("Subject: ü\r\n", options, "bob@example.org"));
            assertEquals(
                    Result.TAKEN,
                    session.send(TestClient.mail("x\r\n", options, "bob@example.org"))
                            .get(0)
                            .result());
            peer.finish();
        }
    }

    @Test
    void aMailThatThePeerCannotTakeIsNotSent() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("SIZE 1000");
            client.exchange("QUIT", "221 Bye");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            assertRefused("5.3.4", session, TestClient.mail("x\r\n", size(1001), "bob@example.org"));
            assertRefused("5.6.3", session, TestClient.mail("ü\r\n", "bob@example.org"));
            assertRefused(
                    "5.6.3", session, TestClient.mail("x: ü\r\n", body(MailOptions.Body.BINARY), "bob@example.org"));
            assertRefused("5.6.7", session, TestClient.mail("x\r\n", "bøb@example.org"));
            assertRefused("5.7.10", session, TestClient.mail("x\r\n", requireTls(), "bob@example.org"));
            assertRefused("5.1.3", session, TestClient.mail("x\r\n", "bob@example.org>\r\nRSET"));
            assertTrue(session.isReady());
            session.quit();
            peer.finish();
        }
    }

    private static void assertRefused(String status, ClientSession session, ClientMail mail) throws IOException {
        Outcome outcome = session.send(mail).get(0);
        assertEquals(Result.REFUSED, outcome.result());
        assertEquals(status, outcome.status());
        assertEquals(Optional.empty(), outcome.reply());
    }

    @Test
    void aContentThatCannotBeReadIsNoMail() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            assertThrows(IOException.class, client::content);
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            var broken = new InputStream() {
                private int left = 300_000;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("The store is broken");
                    }
                    return 'x';
                }
            };
            var mail = new ClientMail(
                    "",
                    MailOptions.NONE,
                    List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                    false,
                    () -> broken);
            assertEquals(
                    "The store is broken",
                    assertThrows(IOException.class, () -> session.send(mail)).getMessage());
            assertFalse(session.isOpen());
            peer.finish();
        }
    }

    @Test
    void aContentThatCannotBeClosedIsSentAllTheSame() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            client.content();
            client.say("250 OK");
            client.exchange("QUIT", "221 Bye");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            var content = new ByteArrayInputStream(new byte[10]) {
                @Override
                public void close() throws IOException {
                    throw new IOException("The store is broken");
                }
            };
            var mail = new ClientMail(
                    "",
                    MailOptions.NONE,
                    List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                    false,
                    () -> content);
            assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(mail)));
            assertTrue(session.isOpen());
            session.quit();
        }
    }

    @Test
    void aSlowPeerIsNotOverrun() throws Exception {
        AtomicLong read = new AtomicLong();
        long size = 40_000_000;
        var endless = new InputStream() {
            @Override
            public int read() {
                return read.getAndIncrement() < size ? 'x' : -1;
            }

            @Override
            public int read(byte[] octets, int from, int length) {
                long left = size - read.get();
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                java.util.Arrays.fill(octets, from, from + count, (byte) 'x');
                read.addAndGet(count);
                return count;
            }
        };
        AtomicLong readWhilePaused = new AtomicLong();
        AtomicLong received = new AtomicLong();
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.exchange("MAIL", "250 OK");
            client.exchange("RCPT", "250 OK");
            client.exchange("DATA", "354 Go on");
            for (long before = -1; before != read.get(); ) {
                before = read.get();
                client.pause(300);
            }
            readWhilePaused.set(read.get());
            received.set(client.content().length());
            client.say("250 OK");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            var mail = new ClientMail(
                    "",
                    MailOptions.NONE,
                    List.of(new ClientMail.Recipient("bob@example.org", RecipientOptions.NONE)),
                    false,
                    () -> endless);
            assertEquals(List.of(Result.TAKEN), TestClient.results(session.send(mail)));
            assertEquals(size + 2, received.get());
            // What the system's socket buffers take, and a little more.
            assertTrue(readWhilePaused.get() < 20_000_000, readWhilePaused::toString);
        }
    }

    @Test
    void anIdleSessionIsLookedAtBeforeItIsUsed() throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet();
            client.say("421 4.4.2 You were silent");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (session.isOpen() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertFalse(session.isOpen());
            assertFalse(session.isReady());
            Outcome outcome = session.send(TestClient.mailTo("bob@example.org")).get(0);
            assertEquals(Result.DEFERRED, outcome.result());
            assertEquals("421 4.4.2 You were silent", outcome.text());
        }
    }

    private static MailOptions size(long octets) {
        return options(octets, MailOptions.Body.SEVEN_BIT, false);
    }

    private static MailOptions body(MailOptions.Body body) {
        return options(0, body, false);
    }

    private static MailOptions requireTls() {
        return options(0, MailOptions.Body.SEVEN_BIT, true);
    }

    private static MailOptions options(long size, MailOptions.Body body, boolean requireTls) {
        return new MailOptions(
                size,
                body,
                false,
                requireTls,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
