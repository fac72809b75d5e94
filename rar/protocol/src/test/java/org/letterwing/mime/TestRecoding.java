package org.letterwing.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Recodes mails whose characters are octets, and checks what has to hold for all of them. */
final class TestRecoding {

    private TestRecoding() {}

    static String sevenBit(String mail) throws InconvertibleException {
        String recoded = recode(mail, TransferEncoding.SEVEN_BIT, 16_384);
        assertTrue(recoded.chars().allMatch(c -> c > 0 && c < 0x80), recoded);
        assertFalse(recoded.replace("\r\n", "").matches("(?s).*[\r\n].*"), "a bare CR or LF");
        return recoded;
    }

    static String eightBit(String mail) throws InconvertibleException {
        return recode(mail, TransferEncoding.EIGHT_BIT, 16_384);
    }

    /** Recodes a mail that is read in pieces of some size. */
    static String recode(String mail, TransferEncoding allowed, int piece) throws InconvertibleException {
        byte[] octets = mail.getBytes(StandardCharsets.ISO_8859_1);
        try {
            Recoded recoded = Recoded.of(
                    () -> new ByteArrayInputStream(octets) {
                        @Override
                        public int read(byte[] into, int from, int length) {
                            return super.read(into, from, Math.min(length, piece));
                        }
                    },
                    allowed);
            try (InputStream in = recoded.open()) {
                byte[] result = in.readAllBytes();
                assertEquals(recoded.size(), result.length);
                String text = new String(result, StandardCharsets.ISO_8859_1);
                assertEquals(recoded.isEightBit(), text.chars().anyMatch(c -> c >= 0x80));
                return text;
            }
        } catch (IOException e) {
            throw new AssertionError(Arrays.toString(octets), e);
        }
    }
}
