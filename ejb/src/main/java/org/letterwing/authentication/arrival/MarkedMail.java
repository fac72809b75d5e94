package org.letterwing.authentication.arrival;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.InboundMail;
import org.letterwing.api.SenderAuthentication;
import org.letterwing.api.SessionFacts;
import org.letterwing.authentication.results.ForgedResults;

/** A mail that has arrived, with what was found at its top, and without what others said there in this server's name. */
final class MarkedMail implements InboundMail {

    private final InboundMail mail;
    private final byte[] field;
    private final SenderAuthentication authentication;
    private final String host;
    private final boolean filtered;
    private final long size;

    /**
     * Marks a mail.
     *
     * @param field the header field with what was found; {@code ""} for none
     * @param host the name of this server
     * @param suspect whether the mail may have fields in that name, so that all of it must be read
     * @throws IOException if that can't be done
     */
    MarkedMail(InboundMail mail, String field, SenderAuthentication authentication, String host, boolean suspect)
            throws IOException {
        this.mail = mail;
        this.field = field.getBytes(StandardCharsets.US_ASCII);
        this.authentication = authentication;
        this.host = host;
        this.filtered = suspect;
        size = this.field.length + (suspect ? filteredSize() : mail.size());
    }

    private long filteredSize() throws IOException {
        try (InputStream rest = rest()) {
            return rest.transferTo(OutputStream.nullOutputStream());
        }
    }

    private InputStream rest() throws IOException {
        InputStream content = mail.openContent();
        return filtered ? new ForgedResults(content, host) : content;
    }

    @Override
    public UUID deliveryId() {
        return mail.deliveryId();
    }

    @Override
    public Envelope envelope() {
        return mail.envelope();
    }

    @Override
    public SessionFacts session() {
        return mail.session();
    }

    @Override
    public SenderAuthentication authentication() {
        return authentication;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream openContent() throws IOException {
        return new SequenceInputStream(new ByteArrayInputStream(field), rest());
    }
}
