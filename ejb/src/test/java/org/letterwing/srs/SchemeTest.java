package org.letterwing.srs;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Addresses that stand for others, and nobody else can make. */
class SchemeTest {

    private static final int DAY = 20_000;

    @Test
    void aSenderIsWrittenAsTheSchemeHasIt() {
        String address = on(DAY).rewrite("Alice.B", "example.org");
        assertTrue(address.matches("SRS0=[A-Z2-7]{6}=RA=example\\.org=Alice\\.B"), address);
        assertEquals(Reversal.of("Alice.B@example.org"), on(DAY).reverse(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "a=b=c", "=", "bounce+1=2=x", "SRS1=", "SRS1=a=b", "SRS2=x", "grüße", "a'b/c"})
    void whatWasRewrittenIsFoundAgain(String localPart) {
        String address = on(DAY).rewrite(localPart, "example.org");
        assertTrue(Scheme.isRewritten(address));
        assertEquals(Reversal.of(localPart + "@example.org"), on(DAY).reverse(address));
    }

    @Test
    void othersMayChangeTheCase() {
        String address = on(DAY).rewrite("Alice", "example.org");
        assertEquals(Reversal.of("alice@example.org"), on(DAY).reverse(address.toLowerCase(Locale.ROOT)));
        assertEquals(Reversal.of("ALICE@EXAMPLE.ORG"), on(DAY).reverse(address.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({"0, GENUINE", "21, GENUINE", "22, EXPIRED", "1000, EXPIRED", "-1, GENUINE", "-2, EXPIRED"})
    void anAddressIsGoodForThreeWeeks(int age, Reversal.Kind kind) {
        assertEquals(
                kind,
                on(DAY + age).reverse(on(DAY).rewrite("alice", "example.org")).kind());
        int turn = 1024 * 19; // where the days begin again
        assertEquals(
                kind,
                on(turn + age).reverse(on(turn).rewrite("alice", "example.org")).kind());
    }

    @Test
    void theSecondServerKeepsWhatTheFirstHasWritten() {
        String first = on(DAY).rewrite("alice", "example.org");
        String second = new Scheme(new Signer(List.of("another's")), DAY).rewrite(first, "first.example");
        assertTrue(second.matches("SRS1=[A-Z2-7]{6}=first\\.example==[A-Z2-7]{6}=RA=example\\.org=alice"), second);
        String third = on(DAY).rewrite(second, "second.example");
        assertTrue(third.matches("SRS1=[A-Z2-7]{6}=first\\.example==[A-Z2-7]{6}=RA=example\\.org=alice"), third);
        assertEquals(Reversal.of(first + "@first.example"), on(DAY + 500).reverse(third));
        assertEquals(Reversal.of("alice@example.org"), on(DAY).reverse(first));
        assertEquals(Reversal.FORGED, on(DAY).reverse(second));
    }

    @Test
    void whatOtherProgramsWriteIsKept() {
        // libsrs2 knows three separators behind the tag.
        String address = on(DAY).rewrite("srs0+Ab+/=RA=example.org=alice", "first.example");
        assertTrue(address.matches("SRS1=[A-Z2-7]{6}=first\\.example=\\+Ab\\+/=RA=example\\.org=alice"), address);
        assertEquals(Reversal.of("SRS0+Ab+/=RA=example.org=alice@first.example"), on(DAY).reverse(address));
    }

    @Test
    void nobodyElseMakesAnAddress() {
        String address = on(DAY).rewrite("alice", "example.org");
        String hash = address.split("=")[1];
        for (String forged : List.of(
                address.replace("alice", "bob"),
                address.replace("example.org", "example.net"),
                address.replace("=RA=", "=RB="),
                address.replace(hash, hash.substring(1)),
                address.replace(hash, ""),
                address.replace(hash, "A".repeat(6)),
                // the end of the domain must not become the beginning of the local part
                address.replace("example.org=alice", "example.o=rgalice"),
                address.replace("SRS0=", "SRS1="),
                "SRS0=",
                "SRS0=" + hash,
                "SRS0=" + hash + "=RA=",
                "SRS0=" + hash + "=RA==alice",
                "SRS0=" + hash + "=18=example.org=alice",
                "SRS1=",
                "SRS1=" + hash + "=example.org==x",
                "SRS1=" + hash + "=RA=example.org=alice")) {
            assertEquals(Reversal.FORGED, on(DAY).reverse(forged), forged);
        }
    }

    @Test
    void anOldKeyIsGoodForWhatWasSignedWithIt() {
        String address = new Scheme(new Signer(List.of("old")), DAY).rewrite("alice", "example.org");
        Scheme both = new Scheme(new Signer(List.of("new", "old")), DAY);
        assertEquals(Reversal.of("alice@example.org"), both.reverse(address));
        assertNotEquals(address, both.rewrite("alice", "example.org"));
        assertEquals(Reversal.FORGED, new Scheme(new Signer(List.of("new")), DAY).reverse(address));
    }

    @Test
    void otherAddressesAreNotOfTheScheme() {
        for (String localPart : List.of("alice", "srs0", "SRS0+x", "SRS=x", "", "x-SRS0=x")) {
            assertFalse(Scheme.isRewritten(localPart), localPart);
        }
    }

    private static Scheme on(int day) {
        return new Scheme(new Signer(List.of("secret")), day);
    }
}
