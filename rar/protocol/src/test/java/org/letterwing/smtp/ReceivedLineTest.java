package org.letterwing.smtp;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.letterwing.tls.TlsConnection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReceivedLineTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 2, 4, 5, 6, 0, ZoneOffset.ofHours(-7));

    @Test
    void itTellsWhereTheMailCameFrom() {
        assertEquals("""
                Received: from client.example ([192.0.2.1]) by mx.example.org with ESMTP
                 id 1f.1 for <bob@example.org>; Mon, 2 Nov 2026 04:05:06 -0700
                """.replace("\n", "\r\n"), line("client.example", "192.0.2.1", "bob@example.org"));
    }

    @Test
    void itTellsNoneOfManyRecipients() {
        assertEquals(
                """
                Received: from client.example ([192.0.2.1]) by mx.example.org with ESMTP
                 id 1f.1; Mon, 2 Nov 2026 04:05:06 -0700
                """.replace("\n", "\r\n"), line("client.example", "192.0.2.1", "bob@example.org", "carol@example.org"));
    }

    @Test
    void ipv6AddressesHaveATag() {
        assertTrue(line("[IPv6:::1]", "2001:db8::1", "bob@example.org").contains("([IPv6:2001:db8::1])"));
    }

    @Test
    void longPartsHaveLinesOfTheirOwn() {
        String name = "x".repeat(255);
        Stream.of(line(name, "192.0.2.1", "bob@example.org").split("\r\n"))
                .filter(line -> !line.contains(name))
                .forEach(line -> assertTrue(line.length() <= 78, line));
        assertTrue(line(name, "192.0.2.1", "bob@example.org").contains("\r\n from " + name + "\r\n ("));
    }

    private static String line(String heloName, String client, String... recipients) {
        var session = new Session(heloName, new InetSocketAddress(client, 1));
        var transaction = new MailTransaction(
                session,
                "alice@example.com",
                MailOptions.NONE,
                Stream.of(recipients)
                        .map(address -> new MailTransaction.Recipient(address, RecipientOptions.NONE, null))
                        .toList());
        return new String(
                ReceivedLine.write(transaction, "mx.example.org", false, "ESMTP", "1f.1", NOW), StandardCharsets.UTF_8);
    }

    private record Session(String heloName, InetSocketAddress client) implements SmtpSession {

        @Override
        public String nameFromProxy() {
            return null;
        }

        @Override
        public java.util.List<String> remarks() {
            return java.util.List.of();
        }

        @Override
        public void remark(java.util.List<String> found) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UUID id() {
            return new UUID(0, 0);
        }

        @Override
        public String listener() {
            return "smtp";
        }

        @Override
        public Optional<TlsConnection> tls() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    }
}
