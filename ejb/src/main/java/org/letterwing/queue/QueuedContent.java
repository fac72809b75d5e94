package org.letterwing.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;

import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.store.Contents;

/** The content of a queued mail as it arrived: its start from memory, the rest piece by piece from the store. */
final class QueuedContent implements OutboundMail.Content {

    /** Reads a piece of a content after its first, from 1. */
    interface Source {
        byte[] piece(long message, int number);
    }

    private static final int LONGEST_HEADER = 256 * 1024;

    // RFC 5322 2.1.1: no line is longer
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-~]{1,996}>");

    private final Source store;
    private final QueuedMail mail;
    private final Contents.Start start;

    QueuedContent(Source store, QueuedMail mail, Contents.Start start) {
        this.store = store;
        this.mail = mail;
        this.start = start;
    }

    /** Returns the size in octets. */
    long size() {
        return start.size() - mail.contentFrom();
    }

    @Override
    public InputStream open() {
        byte[] head = start.head();
        InputStream first = new ByteArrayInputStream(head, mail.contentFrom(), head.length - mail.contentFrom());
        return start.size() <= head.length ? first : new SequenceInputStream(new Pieces(first));
    }

    /** Returns whether there are octets beyond ASCII. */
    boolean isEightBit() throws IOException {
        byte[] buffer = new byte[Contents.PIECE];
        try (InputStream in = open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] < 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Returns whether the header says that the mail is no secret, so that TLS is not to hold it up: RFC 8689 3. */
    boolean isFreeOfTls() throws IOException {
        return only("TLS-Required").filter(said -> said.equalsIgnoreCase("No")).isPresent();
    }

    /** Returns the Message-ID (RFC 5322 3.6.4); empty if there is none of printable ASCII, or there are several. */
    Optional<String> messageId() throws IOException {
        return only("Message-ID").filter(MESSAGE_ID.asMatchPredicate());
    }

    /** Returns a field's value; empty unless the header has the field once. */
    private Optional<String> only(String field) throws IOException {
        try (InputStream in = open()) {
            InputStream header = new ByteArrayInputStream(in.readNBytes(LONGEST_HEADER));
            String[] said = new InternetHeaders(header).getHeader(field);
            return said != null && said.length == 1 ? Optional.of(said[0].strip()) : Optional.empty();
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private final class Pieces implements Enumeration<InputStream> {

        private final InputStream first;
        private final long pieces = (start.size() + Contents.PIECE - 1) / Contents.PIECE;
        private int next;

        Pieces(InputStream first) {
            this.first = first;
        }

        @Override
        public boolean hasMoreElements() {
            return next < pieces;
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            int number = next++;
            return number == 0 ? first : new ByteArrayInputStream(store.piece(mail.messageId(), number));
        }
    }
}
