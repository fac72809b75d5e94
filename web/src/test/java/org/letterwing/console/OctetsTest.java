package org.letterwing.console;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OctetsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1 kB",
        "1536, 1536 B",
        "524288000, 500 MB",
        "2147483648, 2 GB",
        "9223372036854775807, 9223372036854775807 B"
    })
    void writesAmountsExactly(long octets, String text) {
        assertEquals(text, Octets.exact(octets));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "1 kB, 1024", "500MB, 524288000", "'  2 gb ', 2147483648", "3 T, 3298534883328"})
    void readsAmounts(String text, long octets) {
        assertEquals(octets, Octets.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5 GB", "GB", "1 XB", "1 kBx", "99999999999 TB", "9999999999999999"})
    void refusesWhatIsNoAmount(String text) {
        assertThrows(IllegalArgumentException.class, () -> Octets.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 kB", "1048576, 1 MB", "123456789, 117.7 MB"})
    void roundsAmountsForPeople(long octets, String text) {
        assertEquals(text, Octets.rounded(octets, Locale.ENGLISH));
    }
}
