package org.letterwing.mailbox;

import java.util.List;

/**
 * A part of a message (RFC 9051 7.5.2, BODYSTRUCTURE), or its whole body, with where it lies in the message's octets.
 *
 * @param type the media type, such as {@code text}, as written
 * @param subtype such as {@code plain}, as written
 * @param parameters of the media type
 * @param id {@code Content-ID}; null if it has none
 * @param description {@code Content-Description}; null if it has none
 * @param encoding {@code Content-Transfer-Encoding}, {@code 7bit} if it has none
 * @param md5 {@code Content-MD5}; null if it has none
 * @param disposition the kind of {@code Content-Disposition}; null if it has none
 * @param dispositionParameters of the disposition
 * @param languages {@code Content-Language}; empty if it has none
 * @param location {@code Content-Location}; null if it has none
 * @param header where its header starts: the message's for the outermost, else the MIME header
 * @param body where its body starts, after the empty line
 * @param end where its body ends, without the line end before the next delimiter
 * @param lines how many line ends its body has
 * @param parts what a {@code multipart} is made of, at least one; empty for all others
 * @param message the message in a {@code message/rfc822} or {@code message/global}, whose root starts where this body
 *     does; null for all others
 */
public record Part(
        String type,
        String subtype,
        List<Parameter> parameters,
        String id,
        String description,
        String encoding,
        String md5,
        String disposition,
        List<Parameter> dispositionParameters,
        List<String> languages,
        String location,
        long header,
        long body,
        long end,
        long lines,
        List<Part> parts,
        MessageStructure message) {

    /** A parameter of a field. */
    public record Parameter(String name, String value) {}

    /** Returns how many octets its body has. */
    public long size() {
        return end - body;
    }
}
