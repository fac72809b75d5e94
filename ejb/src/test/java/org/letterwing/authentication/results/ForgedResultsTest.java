package org.letterwing.authentication.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Fields in this host's name that others wrote (RFC 8601 5). */
class ForgedResultsTest {

    private static final String HOST = "mx.bücher.example";

    private static String filter(String mail) throws IOException {
        try (InputStream filtered = open(mail)) {
            return new String(filtered.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String mail) {
        return new ForgedResults(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), HOST);
    }

    private static String mail(String field) {
        return "Received: x\r\n\tby y\r\n" + field + "Subject: x\r\n\r\nbody\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mx.bücher.example; dmarc=pass\r\n",
                "Authentication-Results: mx.xn--bcher-kva.example; dmarc=pass\r\n",
                "authentication-RESULTS:MX.BÜCHER.Example.;dmarc=pass\r\n",
                "Authentication-Results : mx.bücher.example 1; dmarc=pass\r\n",
                "Authentication-Results:\r\n mx.bücher.example;\r\n\tdmarc=pass\r\n\theader.from=x\r\n",
                "Authentication-Results: (a (b\\)) ;) mx.bücher.example; dmarc=pass\r\n",
                "Authentication-Results: \"mx.b\\ücher.example\"; dmarc=pass\r\n",
                "Authentication-Results: mx.bücher.example\r\n",
                "Authentication-Results: mx.bücher.example/1; dmarc=pass\r\n",
                "Authentication-Results: i=1; mx.bücher.example; dmarc=pass\r\n",
                "Authentication-Results: (; dmarc=pass\r\n",
                "Authentication-Results: ; dmarc=pass\r\n",
                "Authentication-Results:\r\n",
                "Authentication-Results: mx.bücher.example; dmarc=pass\n",
                "Authentication-Results: mx.bücher.example; dmarc=pass\r",
            })
    void fieldsOfThisHostGo(String field) throws IOException {
        assertEquals(mail(""), filter(mail(field)));
        assertEquals(mail(""), filter(mail(field + field)));
        assertEquals("\r\n", filter(field + "\r\n"));
        assertEquals("", filter(field.stripTrailing()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: other.example; dmarc=pass\r\n",
                "Authentication-Results: a.mx.bücher.example; dmarc=pass\r\n",
                "Authentication-Results: other.example (mx.bücher.example); dmarc=pass\r\n",
                "ARC-Authentication-Results: i=1; mx.bücher.example; dmarc=pass\r\n",
                "X-Authentication-Results: mx.bücher.example; dmarc=pass\r\n",
                "Authentication-Results mx.bücher.example; dmarc=pass\r\n",
                "Subject: x\r\n Authentication-Results: mx.bücher.example; dmarc=pass\r\n",
            })
    void otherFieldsStay(String field) throws IOException {
        assertEquals(mail(field), filter(mail(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void bodyIsNotLookedAt(String lineEnd) throws IOException {
        String forged = "Authentication-Results: mx.bücher.example; dmarc=pass" + lineEnd;
        String body = lineEnd + forged + "X: y" + lineEnd + lineEnd + forged;
        assertEquals("X: y" + lineEnd + body, filter(forged + "X: y" + lineEnd + forged + body));
        assertEquals(body, filter(body));
    }

    @Test
    void lfAloneEndsNoHeaderWhoseLinesEndWithCrLf() throws IOException {
        String forged = "Authentication-Results: mx.bücher.example; dmarc=pass\r\n";
        assertEquals("X: y\r\nX: y\n\nx\r\n\r\n", filter("X: y\r\nX: y\n\nx\r\n" + forged + "\r\n"));
        assertEquals("X: y\r\nX: y\n\r\nx\r\n\r\n", filter("X: y\r\nX: y\n\r\nx\r\n" + forged + "\r\n"));
    }

    @Test
    void crAloneEndsALineForSome() throws IOException {
        assertEquals(
                "X: y\rSubject: x\r\n\r\n",
                filter("X: y\rAuthentication-Results: mx.bücher.example; dmarc=pass\r\nSubject: x\r\n\r\n"));
    }

    @Test
    void longFieldsNeedNoMemory() throws IOException {
        String words = " word".repeat(100_000) + "\r\n";
        assertEquals(mail("X:" + words), filter(mail("X:" + words)));
        assertEquals(mail(""), filter(mail("Authentication-Results: mx.bücher.example;" + words)));
        assertEquals(mail(""), filter(mail("Authentication-Results: other.example;" + words)));
        assertEquals(mail(""), filter(mail("Authentication-Results:" + " ".repeat(20_000) + "mx.bücher.example\r\n")));
    }

    @Test
    void piecesOfAnySizeMakeTheSameMail() throws IOException {
        String mail = mail("Authentication-Results: mx.bücher.example\r\n") + "long ".repeat(20_000);
        byte[] whole = filter(mail).getBytes(StandardCharsets.UTF_8);
        var random = new Random(1);
        var pieces = new ByteArrayOutputStream();
        try (InputStream filtered = open(mail)) {
            var piece = new byte[50];
            for (int count = 0; count >= 0; count = filtered.read(piece, 0, random.nextInt(piece.length))) {
                pieces.write(piece, 0, count);
            }
        }
        assertArrayEquals(whole, pieces.toByteArray());
        try (InputStream filtered = open(mail)) {
            for (byte octet : whole) {
                assertEquals(octet & 0xff, filtered.read());
            }
            assertEquals(-1, filtered.read());
        }
    }

    @Property
    void withoutSuchFieldsNothingChanges(
            @ForAll @Chars({'A', ':', ' ', '\r', '\n', '\t', '\u00e4'}) @StringLength(max = 60) String mail)
            throws IOException {
        assertEquals(mail, filter(mail));
    }
}
