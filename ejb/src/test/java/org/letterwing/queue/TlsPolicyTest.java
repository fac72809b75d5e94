package org.letterwing.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.Recipient;
import org.letterwing.spi.outbound.NextHop.Tls;
import org.letterwing.store.Contents;
import org.letterwing.testing.TestMail;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who decides whether a mail goes under TLS: the mail, the route, the setting. */
class TlsPolicyTest {

    private static final List<Tls> IF_IT_WORKS = List.of(Tls.OPPORTUNISTIC, Tls.NONE);
    private static final List<Tls> VERIFIED = List.of(Tls.REQUIRED);
    private static final Set<Feature> CONFIDENTIAL = Set.of(Feature.REQUIRETLS);
    private static final String MAIL = "Subject: x\r\n\r\nTLS-Required: No\r\n";
    private static final String FREE = "TLS-Required: No\r\n" + MAIL;

    @AfterEach
    void clear() {
        System.clearProperty("letterwing.outbound.tls");
    }

    @Test
    void tlsIsTriedAndLeftOutIfItFails() throws IOException {
        assertEquals(IF_IT_WORKS, ways(MAIL, Set.of()));
        assertEquals(IF_IT_WORKS, ways(FREE, Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aRouteSaysWhatItsHostCan(Tls tls) throws IOException {
        List<Tls> expected = tls == Tls.OPPORTUNISTIC ? IF_IT_WORKS : List.of(tls);
        for (String setting : List.of("opportunistic", "required")) {
            System.setProperty("letterwing.outbound.tls", setting);
            assertEquals(expected, ways(MAIL, Set.of(), tls));
            assertEquals(expected, ways(FREE, Set.of(), tls));
        }
    }

    @Test
    void aConfidentialMailGoesUnderVerifiedTlsAlone() throws IOException {
        assertEquals(VERIFIED, ways(MAIL, CONFIDENTIAL));
        assertEquals(VERIFIED, ways(FREE, CONFIDENTIAL), "RFC 8689 4.1: the header does not count");
        for (Tls tls : Tls.values()) {
            assertEquals(VERIFIED, ways(MAIL, CONFIDENTIAL, tls));
        }
    }

    @Test
    void verifiedTlsCanBeRequiredOfAllHosts() throws IOException {
        System.setProperty("letterwing.outbound.tls", "required");
        assertEquals(VERIFIED, ways(MAIL, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS-Required: No\r\n", "tls-required:NO\r\n", "TLS-Required:\r\n No \r\n"})
    void aMailMayBeFreeOfThat(String field) throws IOException {
        System.setProperty("letterwing.outbound.tls", "required");
        assertEquals(IF_IT_WORKS, ways("From: x\r\n" + field + MAIL, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS-Required: Yes\r\n",
                "TLS-Required:\r\n",
                "TLS-Required: No; really\r\n",
                "TLS-Required: No\r\nTLS-Required: No\r\n",
                "X-TLS-Required: No\r\n",
                "\r\nTLS-Required: No\r\n"
            })
    void onlyTheWordItselfFreesIt(String field) throws IOException {
        System.setProperty("letterwing.outbound.tls", "required");
        assertEquals(VERIFIED, ways(field + MAIL, Set.of()));
    }

    private static List<Tls> ways(String content, Set<Feature> features, Tls... route) throws IOException {
        byte[] octets = ("Return-Path: <>\r\n" + content).getBytes(StandardCharsets.US_ASCII);
        Recipient bob = new Recipient("bob@example.net");
        QueuedMail mail = new QueuedMail(
                1,
                "Return-Path: <>\r\n".length(),
                new TestMail(
                        UUID.randomUUID(),
                        new Envelope("", List.of(bob), features),
                        octets.length,
                        () -> new ByteArrayInputStream(octets)),
                Instant.EPOCH);
        Claim claim = new Claim(
                1,
                1,
                mail,
                bob,
                "example.net",
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                Instant.MAX);
        Optional<Route> to = route.length == 0
                ? Optional.empty()
                : Optional.of(new Route("*", "smart.example.org", 587, route[0], Optional.empty()));
        QueuedContent stored = new QueuedContent(
                (message, number) -> {
                    throw new AssertionError("the first piece is enough");
                },
                mail,
                new Contents.Start(octets.length, octets));
        return new TlsPolicy().ways(new Job(List.of(claim), to, Optional.empty(), stored));
    }
}
