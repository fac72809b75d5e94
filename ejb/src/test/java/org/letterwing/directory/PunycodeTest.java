package org.letterwing.directory;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Punycode as the samples of RFC 3492 7.1 have it. */
class PunycodeTest {

    @ParameterizedTest
    @CsvSource({
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "3年B組金八先生, 3B-ww4c5e180e575a65lsy2b",
        "安室奈美恵-with-SUPER-MONKEYS, -with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n",
        "そのスピードで, d9juau41awczczp",
        "bücher, bcher-kva",
        "ü, tda",
        "abc, abc-"
    })
    void agreesWithTheSamples(String text, String code) {
        assertEquals(code, Punycode.encode(text));
        assertEquals(Optional.of(text), Punycode.decode(code));
    }

    @Test
    void refusesWhatIsNoPunycode() {
        for (String code : new String[] {"99999999", "a-9999999999999999", "ab!", "a-ü", "zzzzzzzz", "b"}) {
            assertEquals(Optional.empty(), Punycode.decode(code), code);
        }
    }
}
