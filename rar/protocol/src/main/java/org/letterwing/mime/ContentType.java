package org.letterwing.mime;

import java.util.Optional;

/**
 * What Content-Type says (RFC 2045 5).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param boundary what stands between the parts of a multipart (RFC 2046 5.1.1); empty if there is none that all readers
 *     understand the same way
 */
record ContentType(String type, String subtype, Optional<String> boundary) {

    /** RFC 2045 5.2. */
    static final ContentType TEXT = new ContentType("text", "plain", Optional.empty());

    /** RFC 2046 5.1.5. */
    static final ContentType MESSAGE = new ContentType("message", "rfc822", Optional.empty());

    private static final String BOUNDARY = "boundary";
    // RFC 2046 5.1.1 allows 70 characters.
    private static final int LONGEST_BOUNDARY = 200;

    /** Reads a field's body; empty if it can't be understood. */
    static Optional<ContentType> of(String text) {
        var body = new FieldBody(text);
        Optional<String> type = body.token();
        Optional<String> subtype = body.take('/') ? body.token() : Optional.empty();
        return subtype.map(name -> new ContentType(type.orElse(""), name, boundary(body)));
    }

    private static Optional<String> boundary(FieldBody body) {
        Optional<String> boundary = Optional.empty();
        while (body.take(';')) {
            Optional<String> name = body.token();
            if (name.isPresent()) { // else a semicolon too many
                Optional<String> value = body.take('=') ? body.value() : Optional.empty();
                boolean wanted = name.get().equals(BOUNDARY);
                // RFC 2231 parameters are not understood by all.
                if (value.isEmpty()
                        || wanted && boundary.isPresent()
                        || name.get().startsWith(BOUNDARY + "*")) {
                    return Optional.empty();
                }
                boundary = wanted ? value : boundary;
            }
        }
        return boundary.filter(found -> body.isAtEnd() && isBoundary(found));
    }

    private static boolean isBoundary(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_BOUNDARY
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && !text.endsWith(" ");
    }

    boolean is(String wantedType, String wantedSubtype) {
        return type.equals(wantedType) && subtype.equals(wantedSubtype);
    }

    boolean isMultipart() {
        return type.equals("multipart");
    }

    /** Returns whether people can read it as lines. */
    boolean isText() {
        return type.equals("text") || type.equals("message");
    }
}
