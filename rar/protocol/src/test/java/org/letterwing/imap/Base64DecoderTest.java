package org.letterwing.imap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Base64 as it comes in mails (RFC 2045 6.8). */
class Base64DecoderTest {

    private static byte[] decoded(byte[] encoded, int piece) throws IOException {
        var decoder = new Base64Decoder(new ByteArrayInputStream(encoded));
        var octets = new ByteArrayOutputStream();
        byte[] read = new byte[piece];
        for (int count = decoder.read(read); count >= 0; count = decoder.read(read)) {
            octets.write(read, 0, count);
        }
        return octets.toByteArray();
    }

    @Property
    void whatWasEncodedComesBack(@ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 100) int piece)
            throws IOException {
        assertArrayEquals(octets, decoded(Base64.getMimeEncoder().encode(octets), piece));
    }

    @Property
    void noOctetsMakeItFail(@ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 100) int piece) throws IOException {
        assertArrayEquals(decoded(octets, 1), decoded(octets, piece));
    }

    @ParameterizedTest
    @CsvSource({"QUJD,ABC", "QUI=,AB", "QUI,AB", "QU,A", "QUJDR,ABC", "Q!U-JD,ABC", "QUI=QUJD,AB", "QUI=!,AB", "Q===,''"
    })
    void whatIsBrokenEndsItAfterWhatIsGood(String encoded, String expected) throws IOException {
        assertEquals(
                expected,
                new String(decoded(encoded.getBytes(StandardCharsets.US_ASCII), 7), StandardCharsets.US_ASCII));
    }
}
