package org.letterwing.adapter;

import java.io.IOException;
import java.util.List;

import jakarta.mail.MessagingException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OpenedMailTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ten apples                                            | ten apples
                    =?utf-8?Q?Gr=C3=BC=C3=9Fe?=                           | Grüße
                    =?iso-8859-1?b?R3L832U=?= an alle                     | Grüße an alle
                    =?utf-8?Q?a?= =?utf-8?Q?b?= c                         | ab c
                    =?utf-8*de?Q?a_b?=                                    | a b
                    Grüße in UTF-8                                        | Grüße in UTF-8
                    =?x-unknown?Q?abc?=                                   | =?x-unknown?Q?abc?=
                    =?utf-8?X?abc?=                                       | =?utf-8?X?abc?=
                    =?utf-8?Q?unfinished                                  | =?utf-8?Q?unfinished
                    =?utf-8?Q?=0D=0ABcc:_victim@example.com?=             | Bcc: victim@example.com
                    a =?utf-8?Q?=00b=1B?= c                               | a  b  c
                    """)
    void aFieldIsDecoded(String body, String expected) throws Exception {
        assertEquals(expected, OpenedMail.decoded(body));
        assertEquals(List.of(expected), fields("Subject: " + body + "\r\n\r\n"));
    }

    @Test
    void foldedLinesAreOne() throws Exception {
        assertEquals(
                List.of("ten apples and pears"),
                fields("X: y\r\nSubject: ten\r\n apples\r\n\tand =?utf-8?Q?pears?=\r\n\r\nSubject: of the body"));
    }

    @Test
    void allFieldsOfANameAreFoundWithoutRegardToCase() throws Exception {
        assertEquals(List.of("a", "b"), fields("SUBJECT: a\r\nOther: x\r\nsubject : b\r\n\r\n"));
        assertEquals(List.of(), fields("Other: x\r\n\r\n"));
        assertEquals(List.of(""), fields("Subject:\r\n\r\n"));
        assertEquals(List.of(), fields(""));
    }

    @Property
    void noFieldMakesItFailOrHasControlCharacters(@ForAll("hostile") String body) throws Exception {
        for (String field : fields("Subject: " + body + "\r\n\r\nbody")) {
            assertTrue(field.chars().noneMatch(Character::isISOControl), field);
            assertTrue(field.length() <= body.length() + 1, field);
        }
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "=?",
                        "?=",
                        "?",
                        "=",
                        "=0D=0A",
                        "=00",
                        "=E4",
                        "utf-8",
                        "UTF-16",
                        "utf-7",
                        "iso-2022-jp",
                        "*en",
                        "Q",
                        "B",
                        "q",
                        "b",
                        "=?utf-8?Q?",
                        "=?utf-8?B?",
                        "=?iso-2022-jp?B?GyRC?=",
                        "=?\u00e4?Q?x?=",
                        "=? ?Q?x?=",
                        "=?''?Q?x?=",
                        "=?../../x?B?AA==?=",
                        "AA==",
                        "AA=",
                        "////",
                        "_",
                        " ",
                        "\t",
                        "\r\n ",
                        "\r\n",
                        "\n",
                        "\r",
                        "\u0000",
                        "\u0085",
                        "\u00fc",
                        "\ud83d\ude00",
                        "\ufffd",
                        "x",
                        ":",
                        "\"",
                        "\\",
                        "(",
                        "a".repeat(1000))
                .list()
                .ofMaxSize(20)
                .map(pieces -> String.join("", pieces));
    }

    private static List<String> fields(String content) throws IOException, MessagingException {
        TestMail mail = new TestMail(content, "orders@shop.example");
        try (OpenedMail opened = new OpenedMail(mail)) {
            List<String> fields = opened.fields("Subject");
            assertEquals(0, mail.open);
            return fields;
        }
    }
}
