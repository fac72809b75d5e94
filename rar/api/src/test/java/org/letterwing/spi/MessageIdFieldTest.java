package org.letterwing.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The Message-ID is found in any header, as far as there is one. */
class MessageIdFieldTest {

    @Test
    void itIsFoundWhereverItStands() throws IOException {
        assertEquals(Optional.of("a@b"), read("Subject: x\r\nmessage-ID:  <a@b> \r\n\r\n"));
        assertEquals(Optional.of("a@b"), read("Message-ID:\r\n <a@b>\r\n\r\n"));
        assertEquals(Optional.of("a@b"), read("Message-ID: <a@b>"));
        assertEquals(Optional.of("a@b"), read("Message-ID: a@b\n\n"));
    }

    @Test
    void whatIsBehindTheHeaderIsNone() throws IOException {
        assertEquals(Optional.empty(), read("Subject: x\r\n\r\nMessage-ID: <a@b>\r\n"));
        assertEquals(Optional.empty(), read(""));
        assertEquals(Optional.empty(), read("Message-ID:\r\n\r\n"));
        assertEquals(Optional.empty(), read("Message-ID: <>\r\n\r\n"));
    }

    @Test
    void whatIsTooLongIsCutAndWhatIsNotPrintableIsMarked() throws IOException {
        assertEquals(
                Optional.of("x".repeat(MessageIdField.MAX_LENGTH)),
                read("Message-ID: <" + "x".repeat(100_000) + "@b>\r\n\r\n"));
        assertEquals(Optional.of("a?b"), read("Message-ID: <a\u0001b>\r\n\r\n"));
        assertEquals(Optional.empty(), read("X: " + "y".repeat(200_000) + "\r\nMessage-ID: <a@b>\r\n\r\n"));
    }

    @Test
    void itIsComparedWithOrWithoutItsBrackets() {
        assertEquals(Optional.of("a@b"), MessageIdField.id(" <a@b> "));
        assertEquals(Optional.of("a@b"), MessageIdField.id("a@b"));
        assertEquals(Optional.empty(), MessageIdField.id(" "));
    }

    private static Optional<String> read(String mail) throws IOException {
        return MessageIdField.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
