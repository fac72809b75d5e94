package org.letterwing.imap;

import java.util.List;

import org.letterwing.mailbox.Envelope;
import org.letterwing.mailbox.Part;

/** Writes ENVELOPE, BODY and BODYSTRUCTURE (RFC 9051 7.5.2). Texts are octets of the message, one for each character. */
final class StructureWriter {

    private final ResponseWriter out;

    StructureWriter(ResponseWriter out) {
        this.out = out;
    }

    void envelope(Envelope envelope) {
        out.text("(").octetString(envelope.date()).text(" ").octetString(envelope.subject());
        addresses(envelope.from());
        // RFC 9051 7.5.2: who is not named is the author
        addresses(envelope.sender().isEmpty() ? envelope.from() : envelope.sender());
        addresses(envelope.replyTo().isEmpty() ? envelope.from() : envelope.replyTo());
        addresses(envelope.to());
        addresses(envelope.cc());
        addresses(envelope.bcc());
        out.text(" ").octetString(envelope.inReplyTo());
        out.text(" ").octetString(envelope.messageId()).text(")");
    }

    private void addresses(List<Envelope.Address> addresses) {
        if (addresses.isEmpty()) {
            out.text(" NIL");
            return;
        }
        out.text(" (");
        for (Envelope.Address address : addresses) {
            out.text("(").octetString(address.name()).text(" NIL ");
            out.octetString(address.localPart())
                    .text(" ")
                    .octetString(address.domain())
                    .text(")");
        }
        out.text(")");
    }

    /**
     * Writes the structure of a part.
     *
     * @param extended whether with the extension data, which makes BODY a BODYSTRUCTURE
     */
    void part(Part part, boolean extended) {
        out.text("(");
        if (part.parts().isEmpty()) {
            single(part, extended);
        } else {
            multiple(part, extended);
        }
        out.text(")");
    }

    private void multiple(Part part, boolean extended) {
        part.parts().forEach(child -> part(child, extended));
        out.text(" ").octetString(part.subtype());
        if (extended) {
            parameters(part.parameters());
            extensions(part);
        }
    }

    private void single(Part part, boolean extended) {
        out.octetString(part.type()).text(" ").octetString(part.subtype());
        parameters(part.parameters());
        out.text(" ").octetString(part.id()).text(" ").octetString(part.description());
        out.text(" ").octetString(part.encoding()).text(" ").number(part.size());
        if (part.message() != null) {
            out.text(" ");
            envelope(part.message().envelope());
            out.text(" ");
            part(part.message().root(), extended);
            out.text(" ").number(part.lines());
        } else if (part.type().equalsIgnoreCase("text")) {
            out.text(" ").number(part.lines());
        }
        if (extended) {
            out.text(" ").octetString(part.md5());
            extensions(part);
        }
    }

    private void extensions(Part part) {
        if (part.disposition() == null) {
            out.text(" NIL");
        } else {
            out.text(" (").octetString(part.disposition());
            parameters(part.dispositionParameters());
            out.text(")");
        }
        languages(part.languages());
        out.text(" ").octetString(part.location());
    }

    private void parameters(List<Part.Parameter> parameters) {
        if (parameters.isEmpty()) {
            out.text(" NIL");
            return;
        }
        String separator = " (";
        for (Part.Parameter parameter : parameters) {
            out.text(separator).octetString(parameter.name()).text(" ").octetString(parameter.value());
            separator = " ";
        }
        out.text(")");
    }

    private void languages(List<String> languages) {
        if (languages.isEmpty()) {
            out.text(" NIL");
            return;
        }
        String separator = " (";
        for (String language : languages) {
            out.text(separator).octetString(language);
            separator = " ";
        }
        out.text(")");
    }
}
