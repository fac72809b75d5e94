package org.letterwing.net;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** What holds whatever a proxy sends, and however it arrives. */
class AnyProxyHeaderTest {

    private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    @Property(tries = 3000)
    void howAHeaderIsCutMakesNoDifference(
            @ForAll("headers") String header, @ForAll @IntRange(min = 1, max = 20) int packet) {
        byte[] octets = octets(header);
        String outcome = ProxyDialogue.outcome(octets, Math.max(octets.length, 1));
        assertEquals(outcome, ProxyDialogue.outcome(octets, packet));
        ProxyDialogue.outcomeOfFlood(octets, packet);
    }

    @Test
    void aVersionThatIsNoneEndsTheConnection() {
        assertEquals("closed", ProxyDialogue.outcomeOfFlood(octets(SIGNATURE + "\u00ff"), 1));
    }

    @Test
    void aLineHasABoundWhereverItIsCut() {
        for (int length = 90; length < 120; length++) {
            byte[] line = octets("PROXY UNKNOWN " + "x".repeat(length - 16) + "\r\n");
            String outcome = ProxyDialogue.outcome(line, line.length);
            assertEquals(length <= 107, !outcome.equals("closed"), length + " octets");
            assertEquals(outcome, ProxyDialogue.outcome(line, 1), length + " octets");
        }
    }

    @Test
    void partsThatDontFitLeaveNoBuffer() {
        String addresses = "\u00c0\0\2\7\u00c6\63\144\1\22\147\0\31";
        String good = "\2\0\4mail";
        for (String bad : List.of("\2\0\377x", "\40\0\377x", "\40\0\1\1", "\40\0\0")) {
            String parts = good + bad;
            byte[] header =
                    octets(SIGNATURE + "\41\21\0" + (char) (addresses.length() + parts.length()) + addresses + parts);
            assertEquals(
                    "closed",
                    ProxyDialogue.outcome(header, header.length),
                    HexFormat.of().formatHex(header));
        }
        byte[] header = octets(SIGNATURE + "\41\21\0" + (char) (addresses.length() + good.length()) + addresses + good);
        assertNotEquals("closed", ProxyDialogue.outcome(header, header.length));
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(60);
        return Arbitraries.of(
                        SIGNATURE,
                        SIGNATURE + "\41\21\0\14\u00c0\0\2\7\u00c6\63\144\1\22\147\0\31",
                        "\41\21\0\30\u00c0\0\2\7\u00c6\63\144\1\22\147\0\31",
                        "\40\0\0\0",
                        "\u00ff",
                        "\2\0\4mail",
                        "\40\0\14\1\0\0\0\0\41\0\4TLS1",
                        "PROXY TCP4 192.0.2.7 198.51.100.1 4711 25\r\n",
                        "PROXY TCP6 2001:db8::7 ::1 4711 25\r\n",
                        "PROXY UNKNOWN",
                        " ",
                        "\r",
                        "\n",
                        "\r\n",
                        "EHLO x\r\n",
                        "x".repeat(90))
                .flatMap(piece -> octets.map(noise -> noise.length() % 3 == 0 ? piece + noise : piece))
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
