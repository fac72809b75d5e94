package org.letterwing.authentication.arrival;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.SessionFacts;

/**
 * A mail from {@code 192.0.2.1}, which calls itself {@code mx.client.example}.
 *
 * @param reversePath the sender's address
 * @param content octets
 * @param features of the envelope
 */
record Arrived(String reversePath, byte[] content, Set<Envelope.Feature> features) implements InboundMail {

    static Arrived of(String reversePath, String content) {
        return new Arrived(reversePath, content.getBytes(StandardCharsets.ISO_8859_1), Set.of());
    }

    static String text(InboundMail mail) throws IOException {
        try (InputStream content = mail.openContent()) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public UUID deliveryId() {
        return new UUID(0, 1);
    }

    @Override
    public Envelope envelope() {
        return new Envelope(reversePath, List.of(new Recipient("alice@receiver.example")), features);
    }

    @Override
    public SessionFacts session() {
        return new SessionFacts(
                "smtp",
                new InetSocketAddress("192.0.2.1", 4711),
                "mx.client.example",
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public InputStream openContent() {
        return new ByteArrayInputStream(content);
    }
}
