package org.letterwing.structure;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AddressListTest {

    private static String read(String text) {
        return AddressList.of(text).stream()
                .map(a -> a.name() + "|" + a.localPart() + "|" + a.domain())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "alice@example.com # null|alice|example.com",
                "Alice <alice@example.com> # Alice|alice|example.com",
                "~\"Alice, the \\\"one\\\"\" <alice@example.com>~ # Alice, the \"one\"|alice|example.com",
                "alice@example.com (Alice (A.)) # Alice (A.)|alice|example.com",
                "<@relay.example,@b.example:alice@example.com> # null|alice|example.com",
                "a@x, , b@y # null|a|x null|b|y",
                "Team: a@x, B <b@y>; # null|Team|null null|a|x B|b|y null|null|null",
                "undisclosed-recipients:; # null|undisclosed-recipients|null null|null|null",
                "Team: a@x # null|Team|null null|a|x null|null|null",
                "~\"a@b\"@c~ # null|a@b|c",
                "~<\"a@b\"@c>~ # null|a@b|c",
                "alice # null|alice|",
                "a @ b . c # null|a|b.c",
                "a@[192.0.2.1] # null|a|[192.0.2.1]",
                "J. R. Smith <j@x> # J. R. Smith|j|x",
                "a@b <c@d> # a@b|c|d",
                "@ <c@d> # @|c|d",
                "a@b, @<c@d> # null|a|b @|c|d",
                "Alice <alice # Alice|alice|",
                "=?utf-8?q?M=C3=BC?= <m@x> # =?utf-8?q?M=C3=BC?=|m|x",
            })
    void addressesAreRead(String text, String expected) {
        assertEquals(expected, read(text));
    }

    @Test
    void noFieldHasNoAddresses() {
        assertEquals(List.of(), AddressList.of(null));
        assertEquals(List.of(), AddressList.of(" , ;, <> @"));
    }
}
