package org.letterwing.sending;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Addresses of applications become those of envelopes, and nothing hides in them. */
class EnvelopeAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                "Alice.O'Neill+tag@Example.COM",
                "\"two words\"@example.com",
                "\"a \\\" b\"@example.com",
                "alice@[127.0.0.1]",
                "älice@bücher.example",
                "\uD83D\uDC0E@example.com"
            })
    void addressesStayAsTheyAre(String address) {
        assertEquals(Optional.of(address), EnvelopeAddress.of(address));
    }

    @Test
    void aDomainBeyondAsciiBecomesAscii() {
        assertEquals(Optional.of("Alice@xn--bcher-kva.example"), EnvelopeAddress.of("Alice@Bücher.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.com",
                "alice@",
                "alice@exa mple.com",
                "alice@-example.com",
                "a b@example.com",
                "a..b@example.com",
                "a>b@example.com",
                "a\r\nRCPT TO:<b@example.com",
                "\"a\r\nb\"@example.com",
                "\"a\"b\"@example.com",
                "\"ä\"@example.com",
                "a\u0085b@example.com",
                "a\u2028b@example.com",
                "\uD83D@example.com",
                "12345678901234567890123456789012345678901234567890123456789012345@example.com",
                "ääääääääääääääääääääääääääääääääé@example.com"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertEquals(Optional.empty(), EnvelopeAddress.of(text));
    }
}
