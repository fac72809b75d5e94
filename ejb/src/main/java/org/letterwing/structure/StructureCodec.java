package org.letterwing.structure;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.letterwing.mailbox.Envelope;
import org.letterwing.mailbox.Envelope.Address;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/**
 * The form in which the facts of a message are kept: a version, then texts with their lengths, and numbers in groups of
 * seven bits. Offsets count from the body that a part is in.
 */
public final class StructureCodec {

    /** Another one is another form, or the reader finds something else than before. */
    private static final byte VERSION = 1;

    private StructureCodec() {}

    /** Returns the facts as octets. */
    public static byte[] encode(MessageFacts facts) {
        var writer = new Writer();
        writer.octets.write(VERSION);
        writer.text(facts.references());
        writer.structure(facts.structure(), 0);
        return writer.octets.toByteArray();
    }

    /** Returns the facts of octets; empty if they are of another version, or broken. */
    public static Optional<MessageFacts> decode(byte[] octets) {
        if (octets.length == 0 || octets[0] != VERSION) {
            return Optional.empty();
        }
        var reader = new Reader(ByteBuffer.wrap(octets, 1, octets.length - 1));
        try {
            String references = reader.text();
            return Optional.of(new MessageFacts(reader.structure(0, 0), references));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static final class Writer {

        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(512);

        private void number(long number) {
            long rest = number;
            while (rest > 0x7F) {
                octets.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            octets.write((int) rest);
        }

        private void text(String text) {
            if (text == null) {
                number(0);
            } else {
                number(text.length() + 1L);
                octets.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        private void structure(MessageStructure structure, long base) {
            Envelope envelope = structure.envelope();
            text(envelope.date());
            text(envelope.subject());
            for (List<Address> addresses : List.of(
                    envelope.from(),
                    envelope.sender(),
                    envelope.replyTo(),
                    envelope.to(),
                    envelope.cc(),
                    envelope.bcc())) {
                number(addresses.size());
                for (Address address : addresses) {
                    text(address.name());
                    text(address.localPart());
                    text(address.domain());
                }
            }
            text(envelope.inReplyTo());
            text(envelope.messageId());
            part(structure.root(), base);
        }

        private void part(Part part, long base) {
            text(part.type());
            text(part.subtype());
            parameters(part.parameters());
            text(part.id());
            text(part.description());
            text(part.encoding());
            text(part.md5());
            text(part.disposition());
            parameters(part.dispositionParameters());
            number(part.languages().size());
            part.languages().forEach(this::text);
            text(part.location());
            number(part.header() - base);
            number(part.body() - part.header());
            number(part.end() - part.body());
            number(part.lines());
            number(part.parts().size());
            part.parts().forEach(inside -> part(inside, part.body()));
            number(part.message() == null ? 0 : 1);
            if (part.message() != null) {
                structure(part.message(), part.body());
            }
        }

        private void parameters(List<Part.Parameter> parameters) {
            number(parameters.size());
            for (Part.Parameter parameter : parameters) {
                text(parameter.name());
                text(parameter.value());
            }
        }
    }

    private record Reader(ByteBuffer octets) {

        private long number() {
            long number = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                byte octet = octets.get();
                number |= (long) (octet & 0x7F) << shift;
                if (octet >= 0) {
                    return number;
                }
            }
            throw new IllegalArgumentException("The number is too long");
        }

        private int count() {
            long count = number();
            if (count > octets.remaining()) {
                throw new BufferUnderflowException();
            }
            return (int) count;
        }

        private String text() {
            int length = (int) Math.min(number(), Integer.MAX_VALUE) - 1;
            if (length < 0) {
                return null;
            }
            if (length > octets.remaining()) {
                throw new BufferUnderflowException();
            }
            String text = new String(
                    octets.array(), octets.arrayOffset() + octets.position(), length, StandardCharsets.ISO_8859_1);
            octets.position(octets.position() + length);
            return text;
        }

        private <T> List<T> list(Supplier<T> item) {
            int count = count();
            if (count == 0) {
                return List.of();
            }
            List<T> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(item.get());
            }
            return List.copyOf(items);
        }

        private String present() {
            String text = text();
            if (text == null) {
                throw new IllegalArgumentException("A text is missing");
            }
            return text;
        }

        private List<Address> addresses() {
            return list(() -> new Address(text(), text(), text()));
        }

        private MessageStructure structure(long base, int depth) {
            var envelope = new Envelope(
                    text(),
                    text(),
                    addresses(),
                    addresses(),
                    addresses(),
                    addresses(),
                    addresses(),
                    addresses(),
                    text(),
                    text());
            return new MessageStructure(envelope, part(base, depth));
        }

        private Part part(long base, int depth) {
            if (depth > StructureReader.DEEPEST) {
                throw new IllegalArgumentException("It is nested too deep");
            }
            String type = present();
            String subtype = present();
            List<Part.Parameter> parameters = parameters();
            String id = text();
            String description = text();
            String encoding = present();
            String md5 = text();
            String disposition = text();
            List<Part.Parameter> dispositionParameters = parameters();
            List<String> languages = list(this::present);
            String location = text();
            long header = base + number();
            long body = header + number();
            long end = body + number();
            long lines = number();
            List<Part> parts = list(() -> part(body, depth + 1));
            MessageStructure message = number() == 0 ? null : structure(body, depth + 1);
            return new Part(
                    type,
                    subtype,
                    parameters,
                    id,
                    description,
                    encoding,
                    md5,
                    disposition,
                    dispositionParameters,
                    languages,
                    location,
                    header,
                    body,
                    end,
                    lines,
                    parts,
                    message);
        }

        private List<Part.Parameter> parameters() {
            return list(() -> new Part.Parameter(present(), present()));
        }
    }
}
