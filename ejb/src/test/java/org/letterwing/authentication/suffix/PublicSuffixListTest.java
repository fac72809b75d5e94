package org.letterwing.authentication.suffix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.letterwing.authentication.DnsName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The rules of publicsuffix.org, and its published test vectors. */
class PublicSuffixListTest {

    private static final Pattern VECTOR = Pattern.compile("(?m)^checkPublicSuffix\\('([^']*)', (?:'([^']*)'|null)\\);");

    private static String organization(PublicSuffixList list, String domain) {
        return DnsName.of(domain).flatMap(list::organizationalDomain).orElse(null);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVector(String domain, String organization) {
        String expected = organization == null ? null : DnsName.of(organization).orElseThrow();
        assertEquals(expected, organization(PublicSuffixList.bundled(), domain));
    }

    static List<Object[]> vectors() throws IOException {
        try (var file = PublicSuffixListTest.class.getResourceAsStream("test_psl.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<Object[]> vectors = VECTOR.matcher(text)
                    .results()
                    .map(PublicSuffixListTest::vector)
                    .toList();
            assertTrue(vectors.size() > 70, vectors.size() + " vectors");
            return vectors;
        }
    }

    private static Object[] vector(MatchResult match) {
        return new Object[] {match.group(1), match.group(2)};
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.example.com, example.com",
        "example.com, example.com",
        "com,",
        "a.b.c.wild.example, b.c.wild.example",
        "c.wild.example,",
        "a.kept.wild.example, kept.wild.example",
        "a.wild.example,",
        "wild.example, wild.example",
        "a.b.unlisted, b.unlisted",
        "shop.bücher.example, shop.xn--bcher-kva.example",
    })
    void longestRuleCounts(String domain, String organization) throws IOException {
        PublicSuffixList list = PublicSuffixList.read(new StringReader("""
                // ===BEGIN ICANN DOMAINS===
                com
                // a comment

                *.wild.example
                !kept.wild.example   what follows is no rule
                // ===BEGIN PRIVATE DOMAINS===
                bücher.example
                """));
        assertEquals(organization, organization(list, domain));
    }

    @Test
    void privateDomainsAreSuffixesToo() {
        assertEquals(Optional.empty(), PublicSuffixList.bundled().organizationalDomain("github.io"));
        assertEquals(
                Optional.of("alice.github.io"), PublicSuffixList.bundled().organizationalDomain("www.alice.github.io"));
    }

    @Test
    void everyRuleIsRead() throws IOException {
        try (var file = new BufferedReader(new InputStreamReader(
                PublicSuffixList.class.getResourceAsStream("public_suffix_list.dat"), StandardCharsets.UTF_8))) {
            List<String> plain = file.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("//") && !line.startsWith("!"))
                    .map(line -> line.replace("*", "any"))
                    .toList();
            assertTrue(plain.size() > 5000, plain.size() + " rules");
            for (String suffix : plain) {
                assertEquals(
                        "letterwing." + DnsName.of(suffix).orElseThrow(),
                        organization(PublicSuffixList.bundled(), "letterwing." + suffix));
            }
        }
    }

    @Property
    void organizationIsTheEndOfTheDomain(
            @ForAll @NotEmpty @Chars({'a', 'c', 'k', 'o', 'm', '.'}) @StringLength(max = 40) String text) {
        DnsName.of(text)
                .ifPresent(domain -> PublicSuffixList.bundled()
                        .organizationalDomain(domain)
                        .ifPresent(organization -> {
                            assertTrue(domain.equals(organization) || domain.endsWith("." + organization));
                            assertEquals(
                                    Optional.of(organization),
                                    PublicSuffixList.bundled().organizationalDomain(organization));
                        }));
    }
}
