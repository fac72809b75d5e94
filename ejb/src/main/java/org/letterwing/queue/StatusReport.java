package org.letterwing.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.api.SessionFacts;
import org.letterwing.settings.Settings;
import org.letterwing.spi.DeliveryId;

/**
 * A report to the sender of a mail (RFC 3464) as a mail of this server: words for people, fields for programs, and the
 * mail or its header, which are not held in memory.
 *
 * @param deliveryId its own
 * @param envelope from nobody to the sender
 * @param size in octets
 * @param parts what it is made of
 */
record StatusReport(UUID deliveryId, Envelope envelope, long size, List<Part> parts) implements InboundMail {

    private static final int LONGEST_HEADER = 65_536;

    /** A piece of the report's content. */
    interface Part {
        InputStream open();
    }

    /**
     * Makes a report.
     *
     * @param notices at least one, all of one kind and one mail
     * @param size of the mail, in octets
     * @param content the mail
     */
    static StatusReport of(List<Notice> notices, long size, Part content) {
        QueuedMail mail = notices.get(0).entry().mail();
        Envelope original =
                mail.envelope(notices.stream().map(n -> n.entry().recipient()).toList(), 0);
        boolean confidential = original.features().contains(Feature.REQUIRETLS);
        boolean whole =
                original.wishes().dsnReturn().filter(r -> r == Return.FULL).isPresent()
                        && notices.get(0).kind() == Notice.Kind.FAILED // RFC 3461 4.3
                        && !confidential; // RFC 8689 5
        byte[] header = whole ? new byte[0] : header(content);
        StatusText text = new StatusText(notices, original, Settings.HOSTNAME.get(), whole);
        byte[] before = text.beforeOriginal().getBytes(StandardCharsets.UTF_8);
        byte[] after = text.afterOriginal().getBytes(StandardCharsets.UTF_8);
        List<Part> parts = new ArrayList<>(List.of(() -> new ByteArrayInputStream(before)));
        parts.add(whole ? content : () -> new ByteArrayInputStream(header));
        parts.add(() -> new ByteArrayInputStream(after));
        Set<Feature> features = EnumSet.of(Feature.EIGHT_BIT_MIME);
        if (text.isInternational()) {
            features.add(Feature.SMTPUTF8);
        }
        if (confidential) { // RFC 8689 5
            features.add(Feature.REQUIRETLS);
        }
        long length = before.length + after.length + (whole ? size : header.length);
        return new StatusReport(
                DeliveryId.next(),
                // RFC 3461 5.2.2: from nobody, and no report of the report
                new Envelope("", List.of(new Recipient(original.reversePath())), features),
                length,
                parts);
    }

    @Override
    public SessionFacts session() {
        return Queue.session();
    }

    @Override
    public InputStream openContent() {
        List<InputStream> opened = new ArrayList<>();
        parts.forEach(part -> opened.add(part.open()));
        return new SequenceInputStream(Collections.enumeration(opened));
    }

    /** Returns the header of a mail, as much as is shown, with CR LF at its end. */
    private static byte[] header(Part content) {
        try (InputStream in = content.open()) {
            String text = new String(in.readNBytes(LONGEST_HEADER), StandardCharsets.ISO_8859_1);
            int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n") + 2;
            if (end == 1) { // no body, or a header without end
                end = text.lastIndexOf("\r\n") + 2;
            }
            return end < 2 ? new byte[0] : text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
