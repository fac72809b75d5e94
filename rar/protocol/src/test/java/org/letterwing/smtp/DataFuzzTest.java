package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Any octets behind DATA: the mail ends where a look at the whole says, however the octets are cut. */
class DataFuzzTest {

    private static final String END = "\r\n.\r\n";

    @FuzzTest(maxDuration = "15s")
    void onlyTheSequenceEndsAMail(byte[] octets) {
        String sent = new String(octets, StandardCharsets.ISO_8859_1) + END;
        int end = ("\r\n" + sent).indexOf(END) + END.length() - 2;
        String refused = scan(sent, end, false, sent.length());
        String normalised = scan(sent, end, true, sent.length());
        for (int packet = 1; packet < 4; packet++) {
            assertEquals(refused, scan(sent, end, false, packet));
            assertEquals(normalised, scan(sent, end, true, packet));
        }
        assertFalse(("\r\n" + normalised).replace("\r\n", "").matches("(?s).*[\r\n].*"), "made good");
    }

    private static String scan(String sent, int end, boolean normalise, int packet) {
        var content = new StringBuilder();
        var scanner = new DataScanner(
                true,
                normalise,
                (octets, from, to) -> content.append(new String(octets, from, to - from, StandardCharsets.ISO_8859_1)));
        byte[] octets = sent.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        while (!scanner.isAtEnd()) {
            at = scanner.scan(octets, at, Math.min(at + packet, octets.length));
        }
        assertEquals(end, at);
        return content.toString();
    }
}
