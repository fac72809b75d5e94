package org.letterwing.authentication.dkim;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lists of tags (RFC 6376 3.2). */
class TagListTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b c;d=",
                "a=b c;d=;",
                " a = b c ; d = ; ",
                "\r\n a\r\n =\r\n\tb c\r\n ;\r\n d=\r\n",
                "a=b c;d=;\r\n",
            })
    void whiteSpaceAndALastSemicolonMeanNothing(String text) {
        TagList tags = TagList.parse(text).orElseThrow();
        assertEquals(Optional.of("b c"), tags.get("a"));
        assertEquals(Optional.of("bc"), tags.compact("a"));
        assertEquals(Optional.of(""), tags.get("d"));
        assertEquals(Optional.empty(), tags.get("b"));
        assertTrue(tags.isFirst("a"));
        assertFalse(tags.isFirst("d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                " ",
                "a",
                "a;b=c",
                "=b",
                "1=b",
                "a-b=c",
                "a b=c",
                "a=b;;c=d",
                ";a=b",
                "a=b;a=b",
                "a=b;c",
                "a=\u0000",
                "a=\u007f",
                "ä=b",
            })
    void whatIsNoListIsNotRead(String text) {
        assertEquals(Optional.empty(), TagList.parse(text));
    }

    @Test
    void namesHaveCase() {
        TagList tags = TagList.parse("a=1; A=2; a_1=3").orElseThrow();
        assertEquals(Optional.of("1"), tags.get("a"));
        assertEquals(Optional.of("2"), tags.get("A"));
        assertEquals(Optional.of("3"), tags.get("a_1"));
    }

    @Test
    void aValueMayHaveEqualsSigns() {
        assertEquals(
                Optional.of("b=c=="), TagList.parse("a=b=c==").orElseThrow().get("a"));
    }

    @Test
    void whereAValueIsIsKnown() {
        String text = " a=1; b = 2\r\n ;c=3\r\n";
        TagList tags = TagList.parse(text).orElseThrow();
        assertEquals(" 2\r\n ", text.substring(tags.from("b"), tags.to("b")));
        assertEquals("3\r\n", text.substring(tags.from("c"), tags.to("c")));
    }

    @Test
    void wordsStandBetweenColons() {
        TagList tags = TagList.parse("h= From :\r\n To::x ; e=; l=a:").orElseThrow();
        assertEquals(Optional.of(List.of("from", "to", "", "x")), tags.words("h"));
        assertEquals(Optional.of(List.of("")), tags.words("e"));
        assertEquals(Optional.of(List.of("a", "")), tags.words("l"));
    }

    @Test
    void octetsBeyondAsciiAreUtf8() {
        assertEquals(
                Optional.of("bücher"),
                TagList.parse("d=b\u00c3\u00bccher").orElseThrow().compact("d"));
    }
}
