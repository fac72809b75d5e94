package org.letterwing.sending;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A mail has only CR LF, and what it asks of others is seen where it stands. */
class WireFormTest {

    private static final int MOST_HEADER = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final WireForm form = new WireForm(out, MOST_HEADER);

    private void write(String text) throws IOException {
        form.write(text.getBytes(StandardCharsets.UTF_8));
        form.end();
    }

    @ParameterizedTest
    @CsvSource({
        "a|b|, a|b|",
        "a^b^, a|b|",
        "a~b~, a|b|",
        "a~~|b, a|||b|",
        "a^~^b, a||b|",
        "a~|b, a||b|",
        "a, a|",
        "|, |",
        "a~, a|"
    })
    void eachLineIsEndedByCrLf(String text, String expected) throws IOException {
        write(shown(text));
        assertEquals(shown(expected), out.toString(StandardCharsets.UTF_8));
    }

    /** Bars stand for CR LF, hats for LF and tildes for CR. */
    private static String shown(String text) {
        return text.replace("|", "\r\n").replace('^', '\n').replace('~', '\r');
    }

    @Test
    void nothingIsAddedToNothing() throws IOException {
        form.end();
        assertEquals(0, out.size());
    }

    @Test
    void piecesAreWrittenAsOne() throws IOException {
        String text = "a\r\n".repeat(30) + "\r\n" + "b\r\n".repeat(10_000);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            form.write(octet);
        }
        form.end();
        assertEquals(text, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void headerAndBodyAreToldApart() throws IOException {
        write("Subject: a\n\nä\n");
        assertFalse(form.hasInternationalHeader());
        assertTrue(form.hasEightBitBody());
    }

    @Test
    void anInternationalHeaderIsSeen() throws IOException {
        write("Subject: a\nTo: ä\n\nb\n");
        assertTrue(form.hasInternationalHeader());
        assertFalse(form.hasEightBitBody());
    }

    @Test
    void aHeaderHasALimitAndABodyHasNone() throws IOException {
        write("a\n\n" + "b".repeat(1000));
        WireForm other = new WireForm(out, MOST_HEADER);
        assertThrows(TooLargeException.class, () -> other.write(("a\n".repeat(40)).getBytes(StandardCharsets.UTF_8)));
    }
}
