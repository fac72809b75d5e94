package org.letterwing.smtp;

import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChunkingTest {

    private static final String MAIL = "MAIL FROM:<alice@example.com>";
    private static final String RCPT = "RCPT TO:<bob@example.org>";
    private static final String TAKEN = "250 2.0.0 Taken\r\n";
    private static final String TOO_LARGE = "552 5.3.4 The mail is larger than this server takes\r\n";

    private final Dialogue client = Dialogue.greeted();

    @AfterEach
    void close() {
        client.close();
    }

    private void begin(String parameters) {
        client.exchange(MAIL + parameters, "250 2.1.0");
        client.exchange(RCPT, "250 2.1.5");
    }

    private static String chunk(String content) {
        return "BDAT " + content.length() + "\r\n" + content;
    }

    private static String lastChunk(String content) {
        return "BDAT " + content.length() + " LAST\r\n" + content;
    }

    @Test
    void oneChunkIsAMail() {
        begin("");
        client.send(lastChunk("Subject: x\r\n\r\nbody\r\n"));
        client.expect(TAKEN);
        assertEquals("Subject: x\r\n\r\nbody\r\n", client.backend.last().sent());
        assertTrue(client.backend.last().content().contains("with ESMTP"));
    }

    @Test
    void chunksAreAMailTogether() {
        begin("");
        client.send(chunk("Subject: x\r"));
        client.expect("250 2.0.0 11 octets taken\r\n");
        client.exchange("BDAT 0", "250 2.0.0");
        client.send(chunk("\n\r\n"));
        client.expect("250 2.0.0 3 octets taken\r\n");
        client.send("bdat 0000000000000000000000006  last\r\nbody\r\n");
        client.expect(TAKEN);
        assertEquals("Subject: x\r\n\r\nbody\r\n", client.backend.last().sent());
        client.exchange("BDAT 0", "503 5.5.1");
    }

    @Test
    void anEmptyLastChunkEndsTheMail() {
        begin("");
        client.send(chunk("body\r\n"));
        client.expect("250 2.0.0 6 octets taken\r\n");
        client.exchange("BDAT 0 LAST", "250 2.0.0");
        assertEquals("body\r\n", client.backend.last().sent());
        begin("");
        client.exchange("BDAT 0 LAST", "250 2.0.0");
        assertEquals("", client.backend.last().sent());
    }

    @Test
    void dotsHaveNoMeaning() {
        String mail = "..\r\n.\r\n.a\r\n.";
        begin("");
        client.send(lastChunk(mail));
        client.expect(TAKEN);
        assertEquals(mail, client.backend.last().sent());
    }

    @Test
    void severalMailsCanBePipelined() {
        String mail = MAIL + "\r\n" + RCPT + "\r\n" + chunk("one\r\n") + lastChunk("two\r\n");
        client.send(mail + mail + "QUIT\r\n");
        String replies = "250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n250 2.0.0 5 octets taken\r\n" + TAKEN;
        client.expect(replies + replies + "221 2.0.0 Bye\r\n");
        assertEquals(2, client.backend.delivered.size());
        assertEquals("one\r\ntwo\r\n", client.backend.last().sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSET", "EHLO client.example", "HELO client.example"})
    void whatHasComeCanBeGivenUp(String command) {
        begin("");
        client.send(chunk("Subject: given up\r\n"));
        client.expect("250 2.0.0 19 octets taken\r\n");
        client.exchange(command, command.equals("RSET") ? "250 2.0.0" : "250");
        client.exchange("BDAT 0 LAST", "503 5.5.1");
        begin("");
        client.send(lastChunk("body\r\n"));
        client.expect(TAKEN);
        assertEquals("body\r\n", client.backend.last().sent());
        assertEquals(1, client.backend.delivered.size());
    }

    @Test
    void aChunkThatComesTooEarlyIsReadAway() {
        client.send(chunk("MAIL FROM:<evil@example.com>\r\n") + "NOOP\r\n");
        client.expect("503 5.5.1 Send MAIL first\r\n250 2.0.0 OK\r\n");
        client.exchange(MAIL, "250 2.1.0");
        client.send(chunk("QUIT\r\n") + lastChunk("QUIT\r\n") + "NOOP\r\n");
        client.expect("554 5.5.1 No valid recipients\r\n554 5.5.1 No valid recipients\r\n250 2.0.0 OK\r\n");
        client.exchange(MAIL, "250 2.1.0");
        assertTrue(client.backend.delivered.isEmpty());
    }

    @Test
    void betweenChunksThereIsNothingButChunks() {
        begin("");
        client.send(chunk("body\r\n"));
        client.expect("250 2.0.0 6 octets taken\r\n");
        client.exchange("DATA", "503 5.5.1");
        client.exchange(RCPT, "503 5.5.1");
        client.exchange(MAIL, "503 5.5.1");
        client.exchange("NOOP", "250 2.0.0");
        client.exchange("BDAT 0 LAST", "250 2.0.0");
        assertEquals(1, client.backend.last().transaction().recipients().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-1", "1 FIRST", "1LAST", "1 LAST x", "0x10", "1\tLAST", "+1", "1000000000000000000"})
    void afterABdatThatCantBeUnderstoodNothingIsACommand(String argument) {
        begin("");
        client.send("BDAT " + argument + "\r\nMAIL FROM:<evil@example.com>\r\n");
        client.expect("501 5.5.4 Syntax: BDAT octets [LAST]\r\n");
        assertFalse(client.isOpen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "30000000", "999999999999999999 LAST"})
    void anAbsurdChunkIsNotReadAway(String argument) {
        begin("");
        client.send("BDAT " + argument + "\r\nbody\r\n");
        client.expect(TOO_LARGE);
        assertFalse(client.isOpen());
    }

    @Test
    void aMailThatIsTooLargeIsReadAwayAndRefused() {
        String piece = "x".repeat(998) + "\r\n";
        begin("");
        client.send(chunk("\r\n" + piece.repeat(300)) + chunk(piece.repeat(101)) + chunk(piece) + lastChunk(piece)
                + MAIL + "\r\n");
        client.expect(
                "250 2.0.0 300002 octets taken\r\n" + TOO_LARGE + TOO_LARGE + TOO_LARGE + "250 2.1.0 Sender OK\r\n");
        assertTrue(client.backend.delivered.isEmpty());
    }

    @Test
    void anEndlessMailIsNotReadAway() {
        begin("");
        String piece = chunk("x".repeat(99_998) + "\r\n");
        for (int i = 0; i < 200 && client.isOpen(); i++) {
            client.send(piece);
        }
        String replies = client.replies();
        assertTrue(replies.endsWith(TOO_LARGE), replies);
        assertFalse(client.isOpen());
    }

    @ParameterizedTest
    @CsvSource({"'', 550 5.6.0", "' BODY=8BITMIME', 550 5.6.0", "' BODY=BINARYMIME', 250 2.0.0"})
    void newlinesAloneAreForBinaryMails(String parameters, String reply) {
        String mail = "Subject: x\r\n\r\n\n\rMAIL FROM:<evil@example.com>\n.\n\r\n.\r\nQUIT\r\n\r";
        begin(parameters);
        client.send(lastChunk(mail));
        String said = client.replies();
        assertTrue(said.startsWith(reply), said);
        if (reply.startsWith("250")) {
            assertEquals(mail, client.backend.last().sent());
            assertEquals(
                    MailOptions.Body.BINARY,
                    client.backend.last().transaction().options().body());
        } else {
            assertTrue(client.backend.delivered.isEmpty());
        }
        client.exchange("NOOP", "250 2.0.0");
    }

    @Test
    void aCrAtTheVeryEndIsAlone() {
        begin("");
        client.send(chunk("body\r"));
        client.expect("250 2.0.0 5 octets taken\r\n");
        client.exchange("BDAT 0 LAST", "550 5.6.0");
    }

    @Test
    void newlinesAloneAreMadeGoodOnRequest() {
        try (var lenient = Dialogue.greeted(Dialogue.normalising())) {
            lenient.exchange(MAIL, "250 2.1.0");
            lenient.exchange(RCPT, "250 2.1.5");
            lenient.send(chunk("one\ntwo\r") + lastChunk("three\r\n\r\r\n.\n.\r"));
            lenient.expect("250 2.0.0 8 octets taken\r\n" + TAKEN);
            assertEquals(
                    "one\r\ntwo three\r\n \r\n.\r\n. ", lenient.backend.last().sent());
        }
    }

    @Test
    void binaryMailsNeedChunks() {
        begin(" BODY=BINARYMIME");
        client.exchange("DATA", "503 5.5.1");
        client.send(lastChunk("\n"));
        client.expect(TAKEN);
        assertEquals("\n", client.backend.last().sent());
    }

    @Test
    void manySmallChunksWaitForASlowDisk() {
        Deque<Runnable> disk = new ArrayDeque<>();
        var backend = new TestBackend();
        try (var slow = Dialogue.greeted(new Dialogue(backend, Dialogue.temporaryDirectory(), disk::add))) {
            slow.exchange(MAIL, "250 2.1.0");
            slow.exchange(RCPT, "250 2.1.5");
            String piece = chunk("x".repeat(998) + "\r\n");
            int sent = 0;
            while (slow.isRead() && sent < 1000) {
                slow.send(piece);
                sent++;
            }
            assertFalse(slow.isRead(), "input has no bound");
            while (!disk.isEmpty()) {
                disk.remove().run();
                slow.replies();
            }
            assertTrue(slow.isRead());
            slow.send("BDAT 0 LAST\r\n");
            while (!disk.isEmpty()) {
                disk.remove().run();
                slow.replies();
            }
            assertEquals(1000 * sent, backend.last().sent().length());
        }
    }
}
