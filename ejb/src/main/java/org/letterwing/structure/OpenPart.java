package org.letterwing.structure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.letterwing.mailbox.Envelope;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/** A part whose end has not come. */
final class OpenPart {

    /** What a part without a type is (RFC 2045 5.2). */
    static final String TEXT = "text/plain";

    /** What a part of a digest without a type is (RFC 2046 5.1.5). */
    static final String MESSAGE = "message/rfc822";

    private static final String OPAQUE = "application/octet-stream";

    /** Longer than RFC 2046 5.1.1 allows, and shorter than a line may be. */
    private static final int LONGEST_BOUNDARY = 1000;

    private static final String TOKEN = "[!#-'*+.0-9A-Z^_`a-z{|}~-]+";
    private static final String MEDIA_TYPE = TOKEN + "/" + TOKEN;

    /** What is in a part. */
    enum Kind {
        LEAF,
        MULTIPART,
        MESSAGE
    }

    private final long header;
    private final boolean message;
    private final String usualType;
    private final HeaderFields fields;
    private final List<Part> parts = new ArrayList<>();
    private Kind kind;
    private FieldValue type;
    private String mediaType;
    private byte[] delimiter;
    private boolean ended;
    private long body;
    private long lines;
    private MessageStructure inside;

    /**
     * Begins a part.
     *
     * @param header where its header starts
     * @param message whether it is a whole message
     * @param usualType what it is if it doesn't say so
     */
    OpenPart(long header, boolean message, String usualType, HeaderFields fields) {
        this.header = header;
        this.message = message;
        this.usualType = usualType;
        this.fields = fields;
    }

    HeaderFields fields() {
        return fields;
    }

    boolean isMessage() {
        return message;
    }

    /**
     * Its header is over.
     *
     * @param at where its body starts
     * @param linesBefore how many line ends are before
     * @param opaque whether nothing may be inside it any more
     */
    Kind endHeader(long at, long linesBefore, boolean opaque) {
        body = at;
        lines = linesBefore;
        type = FieldValue.of(fields.text("content-type"));
        boolean known = type.value().strip().matches(MEDIA_TYPE);
        mediaType = known ? type.value().strip() : usualType;
        if (!known) {
            type = new FieldValue(mediaType, List.of());
        }
        String folded = mediaType.toLowerCase(Locale.ROOT);
        if (folded.startsWith("multipart/")) {
            kind = Kind.MULTIPART;
        } else if (folded.equals(MESSAGE) || folded.equals("message/global")) {
            kind = Kind.MESSAGE;
        } else {
            kind = Kind.LEAF;
        }
        if (opaque && kind != Kind.LEAF) {
            kind = Kind.LEAF;
            mediaType = OPAQUE;
            type = new FieldValue(OPAQUE, List.of());
        }
        if (kind == Kind.MULTIPART) {
            delimiter = type.parameter("boundary")
                    .map(String::stripTrailing)
                    .filter(boundary -> !boundary.isEmpty() && boundary.length() <= LONGEST_BOUNDARY)
                    .map(boundary -> ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1))
                    .orElse(null);
        }
        return kind;
    }

    /** What a line is to this part. */
    enum Delimiter {
        NONE,
        NEXT,
        LAST
    }

    /** Tells whether a line is a delimiter of its parts. */
    Delimiter delimiter(byte[] line, int length) {
        if (delimiter == null
                || length < delimiter.length
                || !Arrays.equals(line, 0, delimiter.length, delimiter, 0, delimiter.length)) {
            return Delimiter.NONE;
        }
        int at = delimiter.length;
        boolean last = at + 2 <= length && line[at] == '-' && line[at + 1] == '-';
        for (int i = last ? at + 2 : at; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return Delimiter.NONE; // more than the padding of RFC 2046 5.1.1
            }
        }
        return last ? Delimiter.LAST : Delimiter.NEXT;
    }

    /** No parts follow: what looks like a delimiter is none any more. */
    void noMoreParts() {
        ended = true;
        delimiter = null;
    }

    String usualTypeOfParts() {
        return mediaType.equalsIgnoreCase("multipart/digest") ? MESSAGE : TEXT;
    }

    void add(Part part) {
        parts.add(part);
    }

    void inside(MessageStructure structure) {
        inside = structure;
    }

    /**
     * Its end is there.
     *
     * @param end where it is, if it is not in the header
     * @param linesBefore how many line ends are before
     */
    Part end(long end, long linesBefore) {
        if (message) {
            // The line end of a delimiter may have ended its header; it is not in the part that the message is in.
            body = Math.min(body, Math.max(end, header));
        }
        long last = Math.max(end, body);
        if (kind == Kind.MULTIPART && parts.isEmpty()) {
            // Without a boundary all of it is its one part.
            boolean all = delimiter == null && !ended;
            parts.add(plain(body, all ? last : body, all ? Math.max(linesBefore - lines, 0) : 0));
        }
        int slash = mediaType.indexOf('/');
        FieldValue disposition = FieldValue.of(fields.text("content-disposition"));
        String encoding =
                FieldValue.of(fields.text("content-transfer-encoding")).value();
        String languages = fields.text("content-language");
        return new Part(
                mediaType.substring(0, slash),
                mediaType.substring(slash + 1),
                type.parameters(),
                fields.text("content-id"),
                fields.text("content-description"),
                encoding.isBlank() ? "7bit" : encoding.strip(),
                fields.text("content-md5"),
                disposition.value().isBlank() ? null : disposition.value().strip(),
                disposition.value().isBlank() ? List.of() : disposition.parameters(),
                languages == null ? List.of() : languages(languages),
                fields.text("content-location"),
                header,
                body,
                last,
                Math.max(linesBefore - lines, 0),
                List.copyOf(parts),
                inside);
    }

    private static Part plain(long at, long end, long lines) {
        return new Part(
                "text", "plain", List.of(), null, null, "7bit", null, null, List.of(), List.of(), null, at, at, end,
                lines, List.of(), null);
    }

    private static List<String> languages(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .limit(100)
                .toList();
    }

    /** Returns the envelope of a message. */
    Envelope envelope() {
        return new Envelope(
                fields.text("date"),
                fields.text("subject"),
                AddressList.of(fields.text("from")),
                AddressList.of(fields.text("sender")),
                AddressList.of(fields.text("reply-to")),
                AddressList.of(fields.text("to")),
                AddressList.of(fields.text("cc")),
                AddressList.of(fields.text("bcc")),
                fields.text("in-reply-to"),
                fields.text("message-id"));
    }
}
