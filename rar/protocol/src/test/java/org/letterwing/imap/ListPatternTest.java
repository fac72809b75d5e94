package org.letterwing.imap;

import java.time.Duration;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Names with wildcards (RFC 9051 6.3.9). */
class ListPatternTest {

    @Property
    void wildcardsStandForWhatTheRfcSays(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        String regex = pattern.replace("*", ".*").replace("%", "[^/]*");
        assertEquals(
                Pattern.matches(regex, name), new ListPattern(pattern).matches(name), () -> pattern + " and " + name);
    }

    @Test
    void theInboxHasNoCase() {
        assertTrue(new ListPattern("inB%").matches("INBOX"));
        assertFalse(new ListPattern("inB%").matches("INBOX2"));
        assertTrue(new ListPattern("inbox/%").matches("INBOX/Lists"));
        assertTrue(new ListPattern("*x/L*").matches("INBOX/Lists"));
        assertFalse(new ListPattern("inbox/l%").matches("INBOX/Lists"));
    }

    @Test
    void manyWildcardsTakeNoLongTime() {
        String name = "a".repeat(255);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertFalse(new ListPattern("*a".repeat(127) + "*b").matches(name));
            assertTrue(new ListPattern("%*".repeat(15_000)).matches(name));
            assertFalse(new ListPattern("%a".repeat(15_000)).matches(name));
        });
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab/*%").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(8);
    }
}
