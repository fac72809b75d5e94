package org.letterwing.search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** RFC 5256 2.1. */
class BaseSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "hello # HELLO # false",
                "Re: hello # HELLO # true",
                "RE : hello # HELLO # true",
                "Fw: hello # HELLO # true",
                "Fwd: hello # HELLO # true",
                "Re: Re: fwd: hello # HELLO # true",
                "[list] hello # HELLO # false",
                "[list] Re: [list] hello # HELLO # true",
                "Re[2]: hello # HELLO # true",
                "Re [2] : hello # HELLO # true",
                "[a][b] Re: hello # HELLO # true",
                "hello (fwd) # HELLO # true",
                "hello (FWD) (fwd)  # HELLO # true",
                "[fwd: hello] # HELLO # true",
                "[Fwd: Re: hello (fwd)] # HELLO # true",
                "[list] # [LIST] # false",
                "Re: [list] # [LIST] # true",
                "regards # REGARDS # false",
                "~ a \t  b ~ # A B # false",
                "=?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?= # GRU\u0308\u00dfE # true",
                "Re: # ~~ # true",
                "[unfinished hello # [UNFINISHED HELLO # false",
            })
    void marksAreTakenAway(String subject, String base, boolean reply) {
        assertEquals(new BaseSubject(base, reply), BaseSubject.of(subject));
    }

    @Test
    void hostileSubjectsEnd() {
        assertEquals("", BaseSubject.of(null).text());
        BaseSubject.of("[a]".repeat(20_000));
        BaseSubject.of("[fwd:".repeat(20_000) + "]".repeat(20_000));
        BaseSubject.of("=?utf-8?q?".repeat(6_000));
    }
}
