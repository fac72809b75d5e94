package org.letterwing.imap;

import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/**
 * A section of a message that FETCH asks for (RFC 9051 6.4.5.1).
 *
 * @param label as the response names it, such as {@code BODY[1.TEXT]<0>}
 * @param path the numbers of the part; empty for the message itself
 * @param text which text of it
 * @param fields in upper case, of the texts that name some
 * @param partial null for all of it
 * @param peek whether the message stays without {@code \Seen}
 * @param form how it is told
 */
record Section(
        String label, List<Integer> path, Text text, Set<String> fields, Partial partial, boolean peek, Form form)
        implements FetchItem {

    /** The texts of a part. */
    enum Text {
        /** All of a message, or the body of a part. */
        WHOLE,
        HEADER,
        /** The fields of a header that are named. */
        FIELDS,
        /** The fields of a header that are not named. */
        FIELDS_NOT,
        TEXT,
        MIME
    }

    /** How a section is told. */
    enum Form {
        /** As it is. */
        OCTETS,
        /** Without its transfer encoding (RFC 3516 4.3). */
        BINARY,
        /** How large that is (RFC 3516 4.3). */
        BINARY_SIZE
    }

    /** A part of a section: so many octets from one on. */
    record Partial(long origin, long count) {}

    /** Where a section lies in a message. */
    record Place(long from, long to) {

        long size() {
            return to - from;
        }
    }

    boolean namesFields() {
        return text == Text.FIELDS || text == Text.FIELDS_NOT;
    }

    /** Returns whether the header of the message is enough to tell it. */
    boolean isOfMessageHeader() {
        return path.isEmpty() && (text == Text.HEADER || namesFields());
    }

    /** Returns whether all octets of the message are meant, whatever its structure is. */
    boolean isWholeMessage() {
        return path.isEmpty() && text == Text.WHOLE;
    }

    /** Returns where it is; null if the message has no such section. */
    Place place(MessageStructure message) {
        if (path.isEmpty()) {
            return of(message.root());
        }
        Part part = part(message);
        if (part == null) {
            return null;
        }
        return switch (text) {
            case WHOLE -> new Place(part.body(), part.end());
            case MIME -> new Place(part.header(), part.body());
            default -> part.message() == null ? null : of(part.message().root());
        };
    }

    private Place of(Part root) {
        return switch (text) {
            case WHOLE -> new Place(root.header(), root.end());
            case TEXT -> new Place(root.body(), root.end());
            default -> new Place(root.header(), root.body());
        };
    }

    /**
     * Returns the part of a path (RFC 9051 6.4.5.1): a number counts the parts of a multipart, also of the one that a
     * message consists of; 1 is the body of a message that is no multipart. Null if there is none.
     */
    Part part(MessageStructure message) {
        Part part = message.root();
        boolean ofMessage = true;
        for (int number : path) {
            if (!ofMessage && part.message() != null) {
                part = part.message().root();
                ofMessage = true;
            }
            if (!part.parts().isEmpty()) {
                if (number > part.parts().size()) {
                    return null;
                }
                part = part.parts().get(number - 1);
            } else if (!ofMessage || number != 1) {
                return null;
            }
            ofMessage = false;
        }
        return part;
    }
}
