package org.letterwing.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import org.letterwing.mailbox.FetchedMessage;

/**
 * Sends a part without its transfer encoding, or how large it is then (RFC 3516 4.3). It is read twice: for its size, which
 * comes first, and for its octets, piece by piece as the client takes them. Lives on the session's event loop.
 */
final class BinaryStream {

    private static final int PIECE = 16 * 1024;

    private final ImapSession session;
    private final FetchedMessage message;
    private final Section.Place place;
    private final String encoding;

    BinaryStream(ImapSession session, FetchedMessage message, Section.Place place, String encoding) {
        this.session = session;
        this.message = message;
        this.place = place;
        this.encoding = encoding.toLowerCase(Locale.ROOT);
    }

    private ContentStream content() {
        return new ContentStream(session.selected().key(), message.uid(), place, message.start());
    }

    /** Returns the decoded octets; null if nobody knows how to decode them. */
    private InputStream decoded(InputStream encoded) {
        return switch (encoding) {
            case "7bit", "8bit", "binary" -> encoded;
            case "base64" -> new Base64Decoder(encoded);
            case "quoted-printable" -> new QuotedPrintableDecoder(encoded);
            default -> null;
        };
    }

    /** Writes what a section asks for; {@code done} runs when all is written. Make it the last thing in a method. */
    void write(Section section, Runnable done) {
        ContentStream counted = content();
        InputStream decoded = decoded(counted);
        if (decoded == null) {
            // RFC 3516 4.3: the whole command fails
            session.writer().text(section.label()).text(" NIL)").end();
            session.no(Replies.UNKNOWN_ENCODING);
            return;
        }
        session.ask(
                mailboxes -> {
                    counted.reading(mailboxes);
                    return size(decoded);
                },
                size -> announce(section, size, done),
                this::cutOff);
    }

    private static long size(InputStream decoded) throws IOException {
        byte[] octets = new byte[PIECE];
        long size = 0;
        for (int count = decoded.read(octets); count >= 0; count = decoded.read(octets)) {
            size += count;
        }
        return size;
    }

    private void announce(Section section, long size, Runnable done) {
        ResponseWriter out = session.writer().text(section.label()).text(" ");
        if (section.form() == Section.Form.BINARY_SIZE) {
            out.number(size);
            done.run();
            return;
        }
        long from = section.partial() == null ? 0 : Math.min(section.partial().origin(), size);
        long count =
                section.partial() == null ? size : Math.min(section.partial().count(), size - from);
        out.literal8Of(count);
        ContentStream content = content();
        goOn(content, decoded(content), from, count, done);
    }

    private void goOn(ContentStream content, InputStream decoded, long skipped, long left, Runnable done) {
        if (left == 0) {
            done.run();
            return;
        }
        if (session.isOutputFull()) {
            session.onceWritable(() -> goOn(content, decoded, skipped, left, done));
            return;
        }
        session.ask(
                mailboxes -> {
                    content.reading(mailboxes);
                    decoded.skipNBytes(skipped);
                    return decoded.readNBytes((int) Math.min(left, PIECE));
                },
                piece -> {
                    if (piece.length == 0) {
                        cutOff(new IOException("A part has become shorter"));
                        return;
                    }
                    session.writer().octets(piece, 0, piece.length);
                    goOn(content, decoded, 0, left - piece.length, done);
                },
                this::cutOff);
    }

    private void cutOff(Throwable failure) {
        session.refusal(failure);
        session.bye(Replies.CUT_OFF);
    }
}
