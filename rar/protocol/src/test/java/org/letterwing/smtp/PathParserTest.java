package org.letterwing.smtp;

import java.net.IDN;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PathParserTest {

    private static final String LABEL = "x".repeat(63);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "<alice@example.com> | alice@example.com",
                "<a.b.c@example.com> | a.b.c@example.com",
                "<user+tag@example.com> | user+tag@example.com",
                "<!#$%&*+-/=?^_`{}~@x> | !#$%&*+-/=?^_`{}~@x",
                "<a@b-c.d1.9e> | a@b-c.d1.9e",
                "<@one.example,@two.example:alice@example.com> | alice@example.com",
                "<\"alice\"@example.com> | alice@example.com",
                "<\"al.ice\"@example.com> | al.ice@example.com",
                "<\"\\a\\lice\"@example.com> | alice@example.com",
                "<\"a b\"@example.com> | \"a b\"@example.com",
                "<\"a\\\"b\\\\\"@example.com> | \"a\\\"b\\\\\"@example.com",
                "<\"a>b\"@example.com> | \"a>b\"@example.com",
                "<\"a..b\"@example.com> | \"a..b\"@example.com",
                "<\".a\"@example.com> | \".a\"@example.com",
                "<\"a.\"@example.com> | \"a.\"@example.com",
                "<\"\"@example.com> | \"\"@example.com",
                "<a@[192.0.2.1]> | a@[192.0.2.1]",
                "<a@[IPv6:2001:db8::1]> | a@[IPv6:2001:db8::1]",
                "<a@[ipv6:::ffff:192.0.2.1]> | a@[ipv6:::ffff:192.0.2.1]",
                "<j\u00f6rg@b\u00fccher.example> | j\u00f6rg@b\u00fccher.example",
                "<\"j\u00f6rg \ud83d\udc26\"@example.com> | \"j\u00f6rg \ud83d\udc26\"@example.com",
                "<a@[001.002.003.255]> | a@[001.002.003.255]",
                "<a@[IPv6:1:2:3:4:5:6:7:8]> | a@[IPv6:1:2:3:4:5:6:7:8]",
                "<a@[IPv6:1:2:3:4:5:6:192.0.2.1]> | a@[IPv6:1:2:3:4:5:6:192.0.2.1]",
                "<a@[IPv6:1:2:3:4::192.0.2.1]> | a@[IPv6:1:2:3:4::192.0.2.1]",
                "<a@[IPv6:1:2:3::4:5:6]> | a@[IPv6:1:2:3::4:5:6]",
                "<a@[IPv6:1:2:3:4:5:6::]> | a@[IPv6:1:2:3:4:5:6::]",
                "<a@[IPv6:::]> | a@[IPv6:::]",
                "<a@[IPv6:FE80::ABCD]> | a@[IPv6:FE80::ABCD]",
                "<a@[x-tag:any(1){2}^content]> | a@[x-tag:any(1){2}^content]",
                "<a@[2001:db8::1]> | a@[2001:db8::1]",
                "<a@xn--bcher-kva.example> | a@xn--bcher-kva.example",
                "<@b\u00fccher.example:a@example.com> | a@example.com",
                "<@one.example:postmaster@example.com> | postmaster@example.com",
                "<> | ''",
                "<Postmaster> | postmaster",
                "<\"postmaster\"> | postmaster",
                "<POSTMASTER@example.com> | POSTMASTER@example.com"
            })
    void pathsAreRead(String text, String address) {
        var parser = new PathParser(text + " REST", true);
        Path path = parser.parse();
        assertNotNull(path);
        assertEquals(address, path.address());
        assertEquals(text.length(), parser.end());
        assertEquals(address.chars().anyMatch(c -> c > 127), path.isInternational());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a\u0085b@example.com>",
                "<\"a\u009b31m\"@example.com>",
                "<a\u2028b@example.com>",
                "",
                "alice@example.com",
                "<alice@example.com",
                "<alice>",
                "<@example.com>",
                "<alice@>",
                "< alice@example.com>",
                "<alice@example.com >",
                "<alice @example.com>",
                "<a..b@example.com>",
                "<.a@example.com>",
                "<a.@example.com>",
                "<a@b@example.com>",
                "<a(comment)@example.com>",
                "<a,b@example.com>",
                "<a\\b@example.com>",
                "<\"a@example.com>",
                "<\"a\"b@example.com>",
                "<\"a\\\"@example.com>",
                "<\"a\tb\"@example.com>",
                "<\"a\u0000b\"@example.com>",
                "<\"a\\\u00f6\"@example.com>",
                "<a\u0000@example.com>",
                "<a@example..com>",
                "<a@.example.com>",
                "<a@example.com.>",
                "<a@-example.com>",
                "<a@example-.com>",
                "<a@exa_mple.com>",
                "<a@exa mple.com>",
                "<a@[192.0.2.256]>",
                "<a@[192.0.2]>",
                "<a@[192.0.2.1>",
                "<a@[IPv6:2001:db8::1%eth0]>",
                "<a@[IPv6:[::1]]>",
                "<a@[IPv6:]>",
                "<a@[]>",
                "<a@[:content]>",
                "<a@[tag:]>",
                "<a@[tag-:content]>",
                "<a@[tag:a[b]>",
                "<a@[tag:a\\b]>",
                "<a@[tag:a b]>",
                "<a@[192.0.2.1.1]>",
                "<a@[0192.0.2.1]>",
                "<a@[1.2.3.]>",
                "<a@[IPv6:192.0.2.1]>",
                "<a@[IPv6::]>",
                "<a@[IPv6::::]>",
                "<a@[IPv6:1:2:3:4:5:6:7]>",
                "<a@[IPv6:1:2:3:4:5:6:7:8:9]>",
                "<a@[IPv6:1:2:3:4:5:6:7::]>",
                "<a@[IPv6:1::2::3]>",
                "<a@[IPv6:12345::]>",
                "<a@[IPv6:g::]>",
                "<a@[IPv6:1:2:3:4:5:6:7:192.0.2.1]>",
                "<a@[IPv6:1:2:3:4:5::192.0.2.1]>",
                "<a@[IPv6:::192.0.2.1:1]>",
                "<a@[IPv6:::192.0.2.256]>",
                "<a@[IPv6:2001:db8::1]x>",
                "<@[192.0.2.1]:a@example.com>",
                "<@one.example:@two.example:a@example.com>",
                "<postmaster@>",
                "<@postmaster>",
                "<abuse>",
                "<\"abuse\">",
                "<@>",
                "<\"a\"\"b\"@example.com>",
                "<a.\"b\"@example.com>",
                "<a@\"example\".com>",
                "<@one.example:>",
                "<@one.example,two.example:a@example.com>",
                "<@one.example a@example.com>",
                "<a@b\u00fc cher.example>",
                "<a@\u0080.example>",
                "<<a@example.com>>"
            })
    void whatIsNoPathIsNotRead(String text) {
        assertNull(new PathParser(text, true).parse());
    }

    @ParameterizedTest
    @CsvSource({"1, 252, true", "1, 253, false", "64, 189, true", "64, 190, false", "242, 11, true", "243, 11, false"})
    void pathsHaveALimit(int localPart, int domain, boolean read) {
        assertRead("<" + "x".repeat(localPart) + "@" + domain(domain) + ">", read);
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false"})
    void labelsHaveALimit(int label, boolean read) {
        assertRead("<a@" + "x".repeat(label) + ".example>", read);
    }

    @ParameterizedTest
    @CsvSource({"121, true", "122, false"})
    void limitsAreInOctets(int letters, boolean read) {
        assertRead("<" + "\u00f6".repeat(letters) + "@example.com>", read);
    }

    @Test
    void limitsAreThoseOfALabels() {
        String label = "x".repeat(18) + "\u00fc.";
        assertTrue((label.repeat(9) + "x").length()
                < IDN.toASCII(label.repeat(9) + "x").length());
        assertRead("<a@" + label.repeat(9) + "x>", true);
        assertRead("<a@" + label.repeat(11) + "x>", false);
    }

    @Property
    void nothingMakesTheParserFail(@ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 40) String text) {
        var parser = new PathParser("<" + text, true);
        Path path = parser.parse();
        if (path != null && !path.isNull() && path.address().contains("@")) {
            // What was read is in its shortest form.
            assertEquals(path, new PathParser("<" + path.address() + ">", false).parse());
        }
    }

    private static void assertRead(String text, boolean read) {
        assertEquals(read, new PathParser(text, true).parse() != null);
    }

    private static String domain(int length) {
        return (LABEL + ".").repeat(4).substring(0, length - 1) + "x";
    }
}
