package org.letterwing.credential;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LettersTest {

    /** RFC 4648 10. */
    @Test
    void octetsAreWrittenInBase32() {
        assertEquals(new Letters("mzxw6ytb"), Letters.of("fooba".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(new Letters("77777777aaaaaaaa"), Letters.of(new byte[] {-1, -1, -1, -1, -1, 0, 0, 0, 0, 0}));
    }

    @Test
    void thoseMadeByChanceAreNeverTheSame() {
        Letters letters = Letters.random(15);
        assertTrue(letters.text().matches("[a-z2-7]{24}"), letters.text());
        assertNotEquals(letters, Letters.random(15));
        assertNotEquals(letters.digest(), Letters.random(15).digest());
        assertTrue(letters.digest().matches("[0-9a-f]{64}"));
        assertFalse(letters.toString().contains(letters.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mzxw-6ytb-mzxw", "MZXW 6YTB MZXW", "mzxw6ytbmzxw", " mzxw-6ytbmz xw"})
    void theyAreReadAsPeopleType(String typed) {
        Letters letters = new Letters("mzxw6ytbmzxw");
        assertEquals("mzxw-6ytb-mzxw", letters.grouped());
        assertEquals(Optional.of(letters), Letters.typed(typed.toCharArray(), 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mzxw", "mzxw6ytbmzxw2", "mzxw6ytbmzx1", "mzxw6ytbmzx\u0131", "mzxw6ytbmzxw----------------"
            })
    void whatIsSomethingElseIsNotRead(String typed) {
        assertEquals(Optional.empty(), Letters.typed(typed.toCharArray(), 12));
    }
}
