package org.letterwing.credential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TotpKeyTest {

    private static final TotpKey KEY = new TotpKey("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238 appendix B, of which six digits are the last ones of eight. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        Instant time = Instant.ofEpochSecond(second);
        assertEquals(code, KEY.code(time));
        assertEquals(OptionalLong.of(second / 30), KEY.stepOf(code, time));
    }

    @Test
    void clocksMayDifferByOneStep() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        for (int seconds : new int[] {-30, 0, 30}) {
            Instant then = now.plusSeconds(seconds);
            assertEquals(OptionalLong.of(then.getEpochSecond() / 30), KEY.stepOf(KEY.code(then), now));
        }
        for (int seconds : new int[] {-60, 60}) {
            assertEquals(OptionalLong.empty(), KEY.stepOf(KEY.code(now.plusSeconds(seconds)), now));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5924", "05924", "0059240", "005925", "٠٠٥٩٢٤", "x"})
    void whatIsNoCodeIsWrong(String code) {
        assertEquals(OptionalLong.empty(), KEY.stepOf(code, Instant.ofEpochSecond(1_234_567_890)));
    }

    @Test
    void theAddressTellsTheKeyAndWhatItIsFor() {
        assertEquals(
                "otpauth://totp/Letterwing%20mail.test:a%2Bb%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Letterwing%20mail.test",
                KEY.uri("Letterwing mail.test", "a+b@example.com"));
    }

    @Test
    void eachKeyIsAnother() {
        TotpKey key = TotpKey.random();
        assertTrue(key.letters().text().matches("[a-z2-7]{32}"));
        assertNotEquals(key.letters(), TotpKey.random().letters());
        assertFalse(key.toString().contains(key.letters().text()));
    }
}
