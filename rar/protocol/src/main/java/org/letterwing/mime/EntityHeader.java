package org.letterwing.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header of a MIME entity (RFC 2045 2.4), of a message or a part: what it says of the body. */
final class EntityHeader {

    /** What the body is. */
    enum Structure {
        /** A body that can be encoded. */
        LEAF,
        /** Parts. */
        MULTIPART,
        /** A message. */
        MESSAGE,
        /** What has to stay as it is. */
        OPAQUE
    }

    private static final String VERSION = "mime-version";
    private static final String TYPE = "content-type";
    private static final String ENCODING = "content-transfer-encoding";

    /** A field, from octet to octet. */
    private record Field(String name, int from, int to) {}

    private final byte[] octets;
    private final boolean message;
    private final List<Field> fields = new ArrayList<>();
    private int end;
    private boolean broken;
    private Structure structure = Structure.OPAQUE;
    private ContentType type;
    private Optional<TransferEncoding> encoding = Optional.empty();
    private String reason;

    /**
     * Reads a header.
     *
     * @param octets its lines, and the empty line if there is one
     * @param message whether it is that of a message
     * @param usualType of a body whose type is not said
     */
    EntityHeader(byte[] octets, boolean message, ContentType usualType) {
        this.octets = octets;
        this.message = message;
        for (end = 0; end < octets.length && !isNewLine(end); ) {
            end = line(end);
        }
        understand(usualType);
    }

    private boolean isNewLine(int at) {
        return octets[at] == '\r' && at + 1 < octets.length && octets[at + 1] == '\n';
    }

    /** Reads a line; returns where the next one begins. */
    private int line(int from) {
        int colon = 0;
        int at = from;
        boolean lineEnd = false;
        while (at < octets.length && !lineEnd) {
            byte octet = octets[at];
            lineEnd = isNewLine(at);
            colon = octet == ':' && colon == 0 ? at : colon;
            broken |= !lineEnd && (octet == '\r' || octet == '\n');
            at += lineEnd ? 2 : 1;
        }
        boolean goesOn = octets[from] == ' ' || octets[from] == '\t';
        if (goesOn && !fields.isEmpty()) {
            Field last = fields.remove(fields.size() - 1);
            fields.add(new Field(last.name, last.from, at));
        } else {
            // RFC 5322 4.5.8: white space before the colon
            String name = text(from, colon).stripTrailing().toLowerCase(Locale.ROOT);
            broken |= goesOn || name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == ':');
            fields.add(new Field(name, from, at));
        }
        return at;
    }

    private void understand(ContentType usualType) {
        List<String> types = bodies(TYPE);
        List<String> encodings = bodies(ENCODING);
        if (broken || types.size() > 1 || encodings.size() > 1) {
            reason = "it has a header that is not understood";
            return;
        }
        type = types.isEmpty() ? usualType : ContentType.of(types.get(0)).orElse(null);
        encoding = encodings.stream()
                .findFirst()
                .flatMap(body -> new FieldBody(body).token())
                .flatMap(TransferEncoding::of);
        if (type == null || encodings.size() > 0 && encoding.isEmpty()) {
            reason = "a part is of a type or encoding that is not understood";
        } else if (type.is("multipart", "signed") || type.is("multipart", "encrypted")) {
            reason = "it is signed or encrypted"; // RFC 1847 2.1, 2.2
        } else if (encoding.filter(found -> !found.isIdentity()).isPresent()) {
            reason = "a part is not in the encoding that it claims to be in";
        } else if (type.is("message", "partial") || type.is("message", "external-body")) {
            reason = "it has a part of a type that must not be encoded"; // RFC 2046 5.2.2, 5.2.3
        } else if (type.isMultipart() && type.boundary().isEmpty()) {
            reason = "it has no boundary between its parts";
        } else {
            structure = type.isMultipart()
                    ? Structure.MULTIPART
                    : type.is("message", "rfc822") ? Structure.MESSAGE : Structure.LEAF;
        }
    }

    /** Returns the bodies of all fields of a name, unfolded. */
    private List<String> bodies(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(field -> text(field.from, field.to))
                .map(text -> text.substring(text.indexOf(':') + 1).replace("\r\n", ""))
                .toList();
    }

    private String text(int from, int to) {
        return new String(octets, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
    }

    byte[] octets() {
        return octets;
    }

    Structure structure() {
        return structure;
    }

    /** Returns the type; not to be asked of what is opaque. */
    ContentType type() {
        return type;
    }

    /** Returns why the body has to stay as it is; null unless it is opaque. */
    String reason() {
        return reason;
    }

    /** Returns whether it is said that the body has more than an encoding allows. */
    boolean exceeds(TransferEncoding allowed) {
        return encoding.filter(said -> said.isIdentity() && said.compareTo(allowed) > 0)
                .isPresent();
    }

    /**
     * Returns the header for the body in another encoding; all other fields stay octet for octet.
     *
     * @param unknownCharset whether there are octets of which nobody knows what they are, unless a field says it
     */
    byte[] with(TransferEncoding other, boolean unknownCharset) {
        var header = new ByteArrayOutputStream(octets.length + 150);
        boolean written = false;
        for (Field field : fields) {
            if (field.name.equals(ENCODING)) {
                written = true;
                add(header, "Content-Transfer-Encoding: " + other);
            } else {
                header.write(octets, field.from, field.to - field.from);
            }
        }
        if (message && bodies(VERSION).isEmpty()) {
            add(header, "MIME-Version: 1.0"); // RFC 2045 4
        }
        if (unknownCharset && bodies(TYPE).isEmpty()) {
            add(header, "Content-Type: text/plain; charset=unknown-8bit"); // RFC 1428 3
        }
        if (!written) {
            add(header, "Content-Transfer-Encoding: " + other);
        }
        header.write(octets, end, octets.length - end);
        return header.toByteArray();
    }

    private static void add(ByteArrayOutputStream header, String line) {
        header.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
