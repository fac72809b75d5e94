package org.letterwing.adapter;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.SessionFacts;

/** A mail that is in memory, and counts the streams of its content that are open. */
final class TestMail implements InboundMail {

    int open;

    private final byte[] content;
    private final List<Recipient> recipients;

    TestMail(String content, String... recipients) {
        this.content = content.getBytes(StandardCharsets.UTF_8);
        this.recipients = Stream.of(recipients).map(Recipient::new).toList();
    }

    @Override
    public UUID deliveryId() {
        return new UUID(0, 1);
    }

    @Override
    public Envelope envelope() {
        return new Envelope("bob@elsewhere.example", recipients, Set.of());
    }

    @Override
    public SessionFacts session() {
        return new SessionFacts(
                "smtp", new InetSocketAddress("192.0.2.1", 2525), "client.example", Optional.empty(), Optional.empty());
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public InputStream openContent() {
        open++;
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public void close() throws IOException {
                open--;
                super.close();
            }
        };
    }

    @Override
    public MimeMessage toMimeMessage() throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
    }
}
