package org.letterwing.directory;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Domain names have one form each, and hostile text has none. */
class DomainNameTest {

    @Example
    void keepsALabelsAndShowsULabels() {
        assertName("example.com", "example.com", "EXAMPLE.Com");
        assertName("xn--bcher-kva.example", "bücher.example", "BÜCHER.example");
        assertName("xn--bcher-kva.example", "bücher.example", "XN--Bcher-KVA.example");
        assertName("xn--bcher-kva.example", "bücher.example", "bu\u0308cher.example");
        assertName("xn--e1afmkfd.xn--80akhbyknj4f", "пример.испытание", "Пример.Испытание");
        assertName("xn--fsqu00a.xn--0zwm56d", "例子.测试", "例子.测试");
        assertName("localhost", "localhost", "localhost");
        assertName("1.example", "1.example", "1.example");
    }

    /** IDNA2003 would make another domain of the first two (RFC 5892 2.6), and can't keep the last. */
    @Example
    void keepsWhatIdna2008MadeLettersOfTheirOwn() {
        assertName("xn--strae-oqa.de", "straße.de", "Straße.de");
        assertName("xn--0xagbn4a.gr", "σοφός.gr", "σοφός.gr");
        assertName("xn--dgj.example", "ⱦ.example", "Ⱦ.example");
    }

    @Example
    void showsAnALabelThatStandsForNoULabelAsItIs() {
        assertName("xn--a.example", "xn--a.example", "xn--a.example");
        assertName("xn--99999999.example", "xn--99999999.example", "xn--99999999.example");
        assertName("xn--strasse-.de", null, "xn--strasse-.de");
        assertName("xn--i-7iq.ws", "xn--i-7iq.ws", "xn--i-7iq.ws"); // I ♥, a symbol
    }

    @Example
    void refusesWhatIsNoDomain() {
        for (String text : new String[] {
            "",
            ".",
            "example..com",
            ".example.com",
            "example.com.",
            "-a.example",
            "a-.example",
            "a_b.example",
            "a b.example",
            "a@b.example",
            "[127.0.0.1]",
            "i♥.ws",
            "ab--ü.example",
            "\u0301a.example",
            "ｅxample.com",
            "a\u200db.example",
            "a\u0000.example",
            "example。com",
            "a".repeat(64) + ".example",
            "ü".repeat(60) + ".example",
            "a.".repeat(126) + "ab"
        }) {
            assertEquals(Optional.empty(), DomainName.parse(text), text);
        }
        assertTrue(DomainName.parse("a.".repeat(126) + "a").isPresent());
        assertTrue(DomainName.parse("a".repeat(63)).isPresent());
    }

    @Property
    void isStable(@ForAll("labels") String label) {
        DomainName.parse(label).ifPresent(name -> {
            assertEquals(Optional.of(name), DomainName.parse(name.ascii()));
            assertEquals(Optional.of(name), DomainName.parse(name.unicode()));
            assertTrue(name.ascii().matches("[a-z0-9.-]{1,253}"), name.ascii());
        });
    }

    @Property
    void takesAnyText(@ForAll String text) {
        DomainName.parse(text).ifPresent(name -> assertEquals(Optional.of(name), DomainName.parse(name.unicode())));
        DomainName.parse("xn--" + text);
    }

    @Property
    void decodesWhatItEncodes(@ForAll("labels") String label) {
        assertEquals(Optional.of(label), Punycode.decode(Punycode.encode(label)));
    }

    /** Where IDNA2003 and IDNA2008 agree, the Java platform knows the right answer. */
    @Property
    void agreesWithThePlatform(@ForAll("plainLabels") String label) {
        assertEquals(IDN.toASCII(label), DomainName.parse(label).orElseThrow().ascii());
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('\u00df', '\u0233')
                .withCharRange('\u03b1', '\u03c9')
                .withCharRange('\u4e00', '\u4fff')
                .withChars('-', '\ud840', '\udc0b', '\u0301')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(text -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
    }

    @Provide
    Arbitrary<String> plainLabels() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('\u00e0', '\u00f6')
                .withCharRange('\u0430', '\u044f')
                .withCharRange('\u4e00', '\u4fff')
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    private static void assertName(String ascii, String unicode, String text) {
        Optional<DomainName> name = DomainName.parse(text);
        if (unicode == null) {
            assertEquals(Optional.empty(), name);
        } else {
            assertEquals(ascii, name.orElseThrow().ascii());
            assertEquals(unicode, name.orElseThrow().unicode());
        }
    }
}
