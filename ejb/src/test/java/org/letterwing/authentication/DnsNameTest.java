package org.letterwing.authentication;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Domains as they are compared. */
class DnsNameTest {

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "example.com., example.com",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "straße.example, xn--strae-oqa.example",
        "_dmarc.foo_bar.example, _dmarc.foo_bar.example",
        "localhost, localhost"
    })
    void namesAreALabelsInLowerCase(String text, String name) {
        assertEquals(Optional.of(name), DnsName.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".example",
                "a..example",
                "example..",
                "a b.example",
                "[192.0.2.1]",
                "a。example",
                "a@example",
                "a\u0000.example",
                "a\u200b.example",
                "💩.example",
                "0123456789012345678901234567890123456789012345678901234567890123.example"
            })
    void whatIsNoName(String text) {
        assertEquals(Optional.empty(), DnsName.of(text));
    }

    @Test
    void aDomainIsWithinItselfAndThoseAboveIt() {
        assertTrue(DnsName.isWithin("example.com", "example.com"));
        assertTrue(DnsName.isWithin("a.b.example.com", "example.com"));
        assertFalse(DnsName.isWithin("anexample.com", "example.com"));
        assertFalse(DnsName.isWithin("example.com", "a.example.com"));
    }
}
