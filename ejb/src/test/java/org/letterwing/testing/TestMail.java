package org.letterwing.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SessionFacts;

/**
 * A mail as the adapter would hand it over.
 *
 * @param deliveryId its delivery id
 * @param envelope its envelope
 * @param size how large its content says to be, in octets
 * @param content opens the content
 * @param authentication what was found of its sender
 */
public record TestMail(
        UUID deliveryId,
        Envelope envelope,
        long size,
        Supplier<InputStream> content,
        SenderAuthentication authentication)
        implements InboundMail {

    /** A mail that was not checked. */
    public TestMail(UUID deliveryId, Envelope envelope, long size, Supplier<InputStream> content) {
        this(deliveryId, envelope, size, content, SenderAuthentication.NOT_CHECKED);
    }

    /** Returns the same mail with something that was found of its sender. */
    public TestMail with(SenderAuthentication found) {
        return new TestMail(deliveryId, envelope, size, content, found);
    }

    /** A mail of the given octets from {@code sender@example.org}. */
    public static TestMail of(byte[] content) {
        return of("sender@example.org", content.length, () -> new ByteArrayInputStream(content));
    }

    /** A mail of the given text from {@code sender@example.org}. */
    public static TestMail of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** A mail from the given reverse-path whose content is made while it is read. */
    public static TestMail of(String reversePath, long size, Supplier<InputStream> content) {
        return new TestMail(
                UUID.randomUUID(),
                new Envelope(reversePath, List.of(new Recipient("alice@example.com")), Set.of()),
                size,
                content);
    }

    @Override
    public SessionFacts session() {
        return new SessionFacts(
                "smtp",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1025),
                "client.example.org",
                Optional.of("TLSv1.3"),
                Optional.empty());
    }

    @Override
    public InputStream openContent() {
        return content.get();
    }
}
