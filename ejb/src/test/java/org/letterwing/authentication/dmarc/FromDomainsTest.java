package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The author domains of a mail, and none where programs may see others. */
class FromDomainsTest {

    private static List<String> read(String mail) {
        return FromDomains.of(mail.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> readField(String body) {
        return read("Subject: x\r\nFrom: " + body + "\r\nTo: c@to.example\r\n\r\nFrom: d@body.example\r\n");
    }

    // RFC 5322 3.4, 4.4, A.1, RFC 6532 3
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@good.example | good.example",
                "<a@good.example> | good.example",
                "A B. C <a@GOOD.example> | good.example",
                "'A\r\n <a@good.example>' | good.example",
                "'\r\n\ta@good.example' | good.example",
                "\"b@evil.example\" <a@good.example> | good.example",
                "\"<b@evil.example>, \\\"B\\\"\" <a@good.example> | good.example",
                "=?utf-8?q?b=40evil.example?= <a@good.example> | good.example",
                "Älice <älice@bücher.example> | xn--bcher-kva.example",
                "a@xn--bcher-kva.example | xn--bcher-kva.example",
                "a@good.example (b@evil.example (\\) nested)) | good.example",
                "(b@evil.example) a@good.example | good.example",
                "A(<b@evil.example>)<a@good.example> | good.example",
                "<@evil.example,@other.example:a@good.example> | good.example",
                "\"a\"@good.example | good.example",
                "< a@good.example > | good.example",
                "a@good.example <a@good.example> | good.example",
                "b@Good.Example <a@good.example> | good.example",
                "a@good.example, B <b@other.example> | good.example other.example",
                "a@good.example, b@good.example | good.example",
                ", a@good.example,, | good.example",
                "Us: a@good.example, <b@other.example>;, c@third.example | good.example other.example third.example",
                "A [B] <a@good.example> | good.example",
                "a@under_score.example | under_score.example",
                "a@localhost | localhost",
            })
    void addresses(String body, String domains) {
        assertEquals(List.of(domains.split(" ")), readField(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "<>",
                "A",
                "Undisclosed:;",
                "a@good.example <b@evil.example>",
                "a@good.example<b@evil.example>",
                "a@good.example b@evil.example",
                "a@good.example c <b@good.example>",
                "<a@good.example> <b@evil.example>",
                "<a@good.example> b@evil.example",
                "<b@evil.example> (x) a@good.example",
                "\"a@good.example\"@evil.example",
                "\"a@good.example\"b@evil.example",
                "a@good.example@evil.example",
                "<a@good.example@evil.example>",
                "a@good.example\u00a0<b@evil.example>",
                "a@good.example(x).evil.example",
                "a@good.example .evil.example",
                "a@good.example\r\n .evil.example",
                "<a@good.example\r\n .evil.example>",
                "<a@(x)evil.example>",
                "<\"x>\"@evil.example>",
                "A, Inc. <a@evil.example>",
                "=?utf-8?q?a=40good.example?=@evil.example",
                "<=?utf-8?q?a=40good.example=00?=@evil.example>",
                "=?utf-8?q?a@good.example?= <b@evil.example>",
                "\"x\r\n a@good.example\" <b@evil.example>",
                "(x\r\n a@good.example) <b@evil.example>",
                "a@good.example,\r\n \r\n b@evil.example",
                "a@good.example\r\n\t\r\n",
                "a@evil。example",
                "a@evil.example\u200b",
                "a＠good.example",
                "a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1]",
                "a@evil..example",
                "@evil.example",
                "a@",
                "a@evil.example; b@evil.example",
                "a@evil.example: b@evil.example;",
                "Us: a@evil.example",
                "Us: Them: a@evil.example;;",
                "Us: a@evil.example; b",
                "\"a@evil.example",
                "(a@evil.example",
                "<a@evil.example",
                "a@evil.example>",
                "a)@evil.example",
                "\\a@evil.example",
                "<a\u0001@evil.example>",
                "a\u0001@evil.example",
                "a@evil.example\u0000",
                "a@evil.example\r(",
                "a@good.example\r <b@evil.example>",
            })
    void whatCanBeReadInTwoWaysIsNotRead(String body) {
        assertEquals(List.of(), readField(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subject: x\r\n\r\nFrom: a@body.example\r\n",
                " From: a@good.example\r\nFrom: b@evil.example\r\n",
                "Subject: x\rFrom: a@good.example\r\nFrom: b@evil.example\r\n",
                "Subject: x\0\r\nFrom: b@evil.example\r\n",
                "From: b@evil.example\r\nFrom: a\r\n",
                "From: b@evil.example\r\nFrom:\r\n",
                "From: b@evil.example\r",
                "From: b@evil.example\r\nX: y\n\nz\r\nFrom: a@good.example\r\n\r\n",
                "X: y\nFrom: b@evil.example\r\n\r\n",
                "From a@evil.example\r\n",
                "X-From: a@evil.example\r\n",
                "Fro: a@evil.example\r\n",
            })
    void headersWithoutAuthorOrWithADoubtfulOne(String mail) {
        assertEquals(List.of(), read(mail));
    }

    @Test
    void allFromFieldsCount() {
        assertEquals(
                List.of("a.example", "b.example", "c.example"),
                read(
                        "From: x@a.example\r\nfrom: x@b.example\r\nX: y\r\nFROM \t: x@c.example\r\n\r\nFrom: x@d.example"));
    }

    @Test
    void linesMayAllEndWithLfAlone() {
        assertEquals(List.of("a.example"), read("X: y\nFrom: A\n <x@a.example>\n\nFrom: x@b.example\r\n"));
    }

    @Test
    void headerMayEndWithTheMail() {
        assertEquals(List.of("a.example"), read("From: x@a.example"));
    }

    @Test
    void emptyLineBeforeIsTheEndOfTheHeader() {
        assertEquals(List.of(), read("\r\nFrom: x@a.example\r\n"));
    }

    @Test
    void wrongUtf8IsNoMatterInANameAndWrongInADomain() {
        assertEquals(
                List.of("a.example"), FromDomains.of("From: Ä <ä@a.example>".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(List.of(), FromDomains.of("From: a@bücher.example".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void fieldsAndDomainsHaveABound() {
        String domains =
                IntStream.range(0, 17).mapToObj(i -> "x@" + i + ".example").collect(Collectors.joining(","));
        assertEquals(List.of(), readField(domains));
        assertEquals(
                16, readField(domains.substring(0, domains.lastIndexOf(','))).size());
        assertEquals(List.of(), readField("(" + "x".repeat(20_000) + ") a@a.example"));
        assertEquals(List.of("a.example"), readField("(".repeat(5000) + ")".repeat(5000) + " a@a.example"));
    }

    @Property(tries = 5000)
    void domainsStandInTheField(
            @ForAll
                    @Chars({
                        'a', 'b', '@', '.', '<', '>', '(', ')', '"', '\\', ',', ':', ';', '[', ']', ' ', '\n', '=', '?'
                    })
                    @StringLength(max = 30)
                    String body) {
        assertTrue(readField(body).stream().allMatch(domain -> body.contains("@" + domain)));
    }
}
