package org.letterwing.mime;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets: they are refused, or recoded so that nothing is left to do, however they are read. */
class RecodingFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void octetsAreAMailOrNone(byte[] octets) {
        String mail = new String(octets, StandardCharsets.ISO_8859_1);
        String recoded;
        try {
            recoded = TestRecoding.sevenBit(mail);
        } catch (InconvertibleException e) {
            assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c < 0x7f), e.getMessage());
            return;
        }
        try {
            assertEquals(recoded, TestRecoding.sevenBit(recoded));
            for (int piece = 1; piece < 4; piece++) {
                assertEquals(recoded, TestRecoding.recode(mail, TransferEncoding.SEVEN_BIT, piece));
            }
            String eightBit = TestRecoding.eightBit(mail);
            assertEquals(eightBit, TestRecoding.eightBit(eightBit));
        } catch (InconvertibleException e) {
            throw new AssertionError(mail, e);
        }
    }
}
