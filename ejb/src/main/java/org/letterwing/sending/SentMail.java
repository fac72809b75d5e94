package org.letterwing.sending;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.SessionFacts;
import org.letterwing.settings.Settings;
import org.letterwing.spi.DeliveryId;

/**
 * A mail of an application on its way into the store.
 *
 * @param deliveryId its own
 * @param envelope as whom and to whom it goes
 * @param session the application in place of a session
 * @param added the lines that are put before what was written
 * @param written what the application wants to be sent
 */
record SentMail(UUID deliveryId, Envelope envelope, SessionFacts session, byte[] added, WrittenMail written)
        implements InboundMail {

    // RFC 5322 3.3
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /** Makes a mail with a line of trace, and with a Date and a Message-ID if it has none (RFC 6409 8). */
    static SentMail of(WrittenMail written, Envelope envelope, SessionFacts session) {
        UUID id = DeliveryId.next();
        String host = Settings.HOSTNAME.get();
        String date = DATE.format(ZonedDateTime.now());
        StringBuilder lines = new StringBuilder("Received: by " + host + " id " + id + ";\r\n " + date + "\r\n");
        if (!written.has("Date")) {
            lines.append("Date: ").append(date).append("\r\n");
        }
        if (!written.has("Message-ID")) {
            lines.append("Message-ID: <" + id + "@" + host + ">\r\n");
        }
        return new SentMail(id, envelope, session, lines.toString().getBytes(StandardCharsets.US_ASCII), written);
    }

    @Override
    public long size() {
        return added.length + written.size();
    }

    @Override
    public InputStream openContent() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(added), written.open());
    }
}
