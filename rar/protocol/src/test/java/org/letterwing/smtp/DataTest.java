package org.letterwing.smtp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DataTest {

    private final Dialogue client = Dialogue.greeted();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void anEmptyMailIsAMail() {
        client.begin("bob@example.org");
        client.send(".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals("", client.backend.last().sent());
    }

    @Test
    void dotsAreUnstuffed() {
        client.begin("bob@example.org");
        client.send("..\r\n...\r\n..a\r\n.b\r\na.\r\n\r\n..\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals(
                ".\r\n..\r\n.a\r\nb\r\na.\r\n\r\n.\r\n", client.backend.last().sent());
    }

    @Test
    void allOctetsArriveAndLongLinesToo() {
        var octets = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            octets.append(c == '\r' || c == '\n' ? ' ' : c);
        }
        String mail = octets + "x".repeat(5000) + "\r\n" + octets + "\r\n";
        client.begin("bob@example.org");
        client.send(mail + ".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals(mail, client.backend.last().sent());
        assertEquals(
                client.backend.last().content().length(), client.backend.last().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r\n.\r",
                "\r\n.\r\r\n",
                "\r\r\n",
                "\r.\r\n",
                "\n\r\n",
                "\r\n\r.\r\n",
                "\r\n.\rx",
                "\n",
                "\r",
                "\u0000\r\u0000"
            })
    void aLineEndThatIsNoneEndsNothingAndIsRefused(String trick) {
        client.begin("bob@example.org");
        client.send("Subject: x\r\n\r\nbody" + trick + "MAIL FROM:<evil@example.com>\r\nQUIT\r\n");
        client.expect("");
        client.send(".\r\n");
        client.expect("550 5.6.0 The mail has a CR or LF alone: lines must end with CR LF together"
                + " (RFC 5321 2.3.8)\r\n");
        assertTrue(client.backend.delivered.isEmpty());
        client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
    }

    @Test
    void aMailOfTheLargestSizeIsTaken() {
        String mail = "x".repeat(998) + "\r\n";
        client.begin("bob@example.org");
        client.send(mail.repeat((int) Dialogue.MAX_SIZE / 1000) + ".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
    }

    @Test
    void aLargerOneIsReadToItsEndAndRefused() {
        client.begin("bob@example.org");
        for (int octets = 0; octets <= Dialogue.MAX_SIZE; octets += 1000) {
            client.send("x".repeat(998) + "\r\n");
        }
        client.expect("");
        client.send(".\r\n");
        client.expect("552 5.3.4 The mail is larger than this server takes\r\n");
        client.exchange("NOOP", "250 2.0.0");
    }

    @Test
    void anEndlessOneIsNot() {
        client.begin("bob@example.org");
        String piece = ("x".repeat(998) + "\r\n").repeat(100);
        for (int i = 0; i < 200 && client.isOpen(); i++) {
            client.send(piece);
        }
        client.expect("552 5.3.4 The mail is larger than this server takes\r\n");
        assertFalse(client.isOpen());
    }

    @Test
    void aMailThatGoesRoundInALoopIsStopped() {
        String hop = "received: from a by b; Sun, 22 Nov 2026 00:00:00 +0000\r\n";
        client.begin("bob@example.org");
        client.send(hop.repeat(100) + "X-Received: no\r\n\r\n" + hop.repeat(50) + ".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        client.begin("bob@example.org");
        client.send("Subject: loop\r\n" + hop.repeat(101) + "\r\n.\r\n");
        client.expect("554 5.4.6 Too many Received lines: the mail goes round in a loop\r\n");
    }

    @Test
    void aTransactionEndsWithItsData() {
        client.begin("bob@example.org");
        client.send("x\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        client.exchange("DATA", "503 5.5.1");
        client.begin("carol@example.org", "dave@example.org");
        client.send("y\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals(2, client.backend.last().transaction().recipients().size());
    }

    @Test
    void onlyRecipientsThatWereAcceptedAreDeliveredTo() {
        client.exchange("MAIL FROM:<>", "250 2.1.0");
        client.exchange("RCPT TO:<nobody@example.org>", "550 5.1.1");
        client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
        client.exchange("DATA", "354");
        client.send("x\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        assertEquals("", client.backend.last().transaction().reversePath());
        assertEquals(1, client.backend.last().transaction().recipients().size());
    }

    @Test
    void theBackendsReplyIsSentAsItIs() {
        client.backend.deliveryAnswer =
                CompletableFuture.completedStage(new Reply(550, "5.7.1", List.of("No", "Never")));
        client.begin("bob@example.org");
        client.send("x\r\n.\r\n");
        client.expect("550-5.7.1 No\r\n550 5.7.1 Never\r\n");
    }

    @Test
    void aDeliveryThatFailsIsForAnotherTime() {
        client.backend.deliveryAnswer = CompletableFuture.failedStage(new IllegalStateException("The store is away"));
        client.begin("bob@example.org");
        client.send("x\r\n.\r\n");
        client.expect("451 4.3.0 Local error in processing, try again later\r\n");
    }

    @Test
    void a421EndsTheSession() {
        client.backend.deliveryAnswer = CompletableFuture.completedStage(Reply.of(421, "4.3.2", "Going down"));
        client.begin("bob@example.org");
        client.send("x\r\n.\r\n");
        client.expect("421 4.3.2 Going down\r\n");
        assertFalse(client.isOpen());
    }

    @Test
    void aWholeSessionCanBePipelined() {
        client.send("MAIL FROM:<alice@example.com>\r\nRCPT TO:<bob@example.org>\r\nRCPT TO:<later@example.org>\r\n"
                + "RCPT TO:<nobody@example.org>\r\nDATA\r\nbody\r\n.\r\nQUIT\r\nNOOP\r\n");
        client.expect("");
        client.backend.laterAnswer.complete(new SmtpBackend.RecipientReply(Reply.of(250, "2.1.5", "Known"), null));
        client.expect(
                "250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n250 2.1.5 Known\r\n550 5.1.1 No such mailbox\r\n"
                        + "354 Send the mail, end it with <CR><LF>.<CR><LF>\r\n250 2.0.0 Taken\r\n221 2.0.0 Bye\r\n");
        assertEquals(2, client.backend.last().transaction().recipients().size());
    }

    @Test
    void noReplyWaitsForADelivery() {
        var answer = new CompletableFuture<Reply>();
        client.backend.deliveryAnswer = answer;
        client.send("MAIL FROM:<alice@example.com>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nbody\r\n.\r\nNOOP\r\n");
        client.expect("250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n"
                + "354 Send the mail, end it with <CR><LF>.<CR><LF>\r\n");
        answer.complete(TestBackend.TAKEN);
        client.expect("250 2.0.0 Taken\r\n250 2.0.0 OK\r\n");
    }

    @Test
    void aClientThatDisappearsDuringADeliveryDoesNotStopIt() {
        var answer = new CompletableFuture<Reply>();
        client.backend.deliveryAnswer = answer;
        client.begin("bob@example.org");
        client.send("x\r\n.\r\n");
        client.disappear();
        assertEquals(1, client.backend.delivered.size());
        answer.complete(TestBackend.TAKEN);
        client.expect("");
    }

    @Test
    void aClientThatDisappearsEarlierDeliversNothing() {
        Deque<Runnable> disk = new ArrayDeque<>();
        var backend = new TestBackend();
        try (var large = Dialogue.greeted(new Dialogue(backend, Dialogue.temporaryDirectory(), disk::add))) {
            large.begin("bob@example.org");
            large.send("x\r\n".repeat(20_000) + ".\r\n");
            large.disappear();
            while (!disk.isEmpty()) {
                disk.remove().run();
            }
            large.expect("");
        }
        assertTrue(backend.delivered.isEmpty());
    }

    @Test
    void contentThatBeginsWithWhiteSpaceDoesNotContinueTheTrace() {
        for (String start : List.of(" ", "\t", " \r\n ")) {
            try (var client = Dialogue.greeted()) {
                client.begin("bob@example.org");
                client.exchange(start + "from nowhere\r\nReceived: x\r\n.", "250 2.0.0");
                assertTrue(
                        client.backend
                                .last()
                                .content()
                                .endsWith("\r\n\r\n" + start + "from nowhere\r\nReceived: x\r\n"),
                        client.backend.last().content());
                assertEquals(
                        client.backend.last().size(),
                        client.backend.last().content().length());
            }
        }
    }
}
