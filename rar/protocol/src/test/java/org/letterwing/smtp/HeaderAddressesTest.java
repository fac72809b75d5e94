package org.letterwing.smtp;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The addresses of From and its like (RFC 5322 3.4). */
class HeaderAddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice@example.com | alice@example.com",
                "' alice@example.com\r\n' | alice@example.com",
                "<alice@example.com> | alice@example.com",
                "Alice <alice@example.com> | alice@example.com",
                "Alice B. Carroll <alice@example.com> | alice@example.com",
                "\"bob@example.org, Bob\" <alice@example.com> | alice@example.com",
                "\"<bob@example.org>\" <alice@example.com> | alice@example.com",
                "=?utf-8?q?Al=C3=AFce?= <alice@example.com> | alice@example.com",
                "Alïce <älice@bücher.example> | älice@bücher.example",
                "'alice@example.com\r\n (bob@example.org (\\) nested))\r\n' | alice@example.com",
                "Alice (<bob@example.org>) <alice@example.com> | alice@example.com",
                "'Alice < alice@example.com\r\n >' | alice@example.com",
                "'\"Alice\r\n Carroll\" (of\r\n Wonderland) <alice@example.com>' | alice@example.com",
                "alice . b @ example . com | alice.b@example.com",
                "<@a.example,@b.example:alice@example.com> | alice@example.com",
                "\"alice\"@example.com | alice@example.com",
                "<\"al>ice\"@example.com> | \"al>ice\"@example.com",
                "alice@[192.0.2.1] | alice@[192.0.2.1]",
                "alice@example.com, Bob <bob@example.org> | alice@example.com bob@example.org",
                ", alice@example.com,, | alice@example.com",
                "Us: alice@example.com, <bob@example.org>; | alice@example.com bob@example.org",
                "Us: alice@example.com;, bob@example.org | alice@example.com bob@example.org",
            })
    void addresses(String field, String addresses) {
        assertEquals(List.of(addresses.split(" (?![^\"]*\"@)")), HeaderAddresses.parse(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n", "(nobody)", "Undisclosed:;", ","})
    void nobody(String field) {
        assertEquals(List.of(), HeaderAddresses.parse(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Alice alice@example.com",
                "alice@example.com bob@example.org",
                "bob@example.org <alice@example.com>",
                "<alice@example.com> <bob@example.org>",
                "<alice@example.com> bob@example.org",
                "<alice@example.com",
                "\"Alice\r\n <bob@example.org>\" <alice@example.com>",
                "Alice (\r\n <bob@example.org>) <alice@example.com>",
                "\"<bob@example.org>\"[192.0.2.1]<alice@example.com>",
                "<al ice@example.com>",
                "<alice@(x)example.com>",
                "<ali(>\"x\"<bob@example.org>,)ce@example.com>",
                "alice@example.com>",
                "\"alice@example.com",
                "(alice@example.com",
                "alice)@example.com",
                "<>",
                "alice@",
                "@example.com",
                "a@b@example.com",
                "bob@example.org: alice@example.com;",
                "a: b: alice@example.com;;",
                "alice@example.com;",
                "a: alice@example.com",
                "a: alice@example.com; bob@example.org",
                "alice@example.com\0",
                "alice@[192.0.2.1",
                "\\alice@example.com"
            })
    void whatCanBeReadInTwoWaysIsNotRead(String field) {
        assertNull(HeaderAddresses.parse(field));
    }

    @Property(tries = 5000)
    void anythingIsReadToItsEnd(
            @ForAll
                    @Chars({'a', '@', '.', '<', '>', '(', ')', '"', '\\', ',', ':', ';', '[', ']', ' ', '\n'})
                    @StringLength(max = 30)
                    String field) {
        List<String> addresses = HeaderAddresses.parse(field);
        assertTrue(addresses == null || addresses.stream().allMatch(address -> address.contains("@")));
    }
}
