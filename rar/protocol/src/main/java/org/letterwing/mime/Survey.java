package org.letterwing.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.letterwing.mime.EntityHeader.Structure;

/** Decides for each message and part of a mail how it has to be recoded, in the order of their headers. */
final class Survey implements MimeReader.Handler {

    private final TransferEncoding allowed;
    private final List<Treatment> plan = new ArrayList<>();
    private final OctetScan between = new OctetScan();
    private EntityHeader header;
    private OctetScan body;

    Survey(TransferEncoding allowed) {
        this.allowed = allowed;
    }

    /** Returns the decisions, when the mail has come to its end. */
    List<Treatment> plan() throws InconvertibleException {
        if (!between.hasOctetsOf(allowed)) {
            throw new InconvertibleException(
                    "the text before or behind its parts has characters that can't be encoded there");
        }
        return List.copyOf(plan);
    }

    @Override
    public void header(EntityHeader next) throws InconvertibleException {
        var scan = new OctetScan();
        scan.read(next.octets(), 0, next.octets().length);
        if (!scan.hasOctetsOf(allowed)) {
            throw new InconvertibleException("a field of its header has characters that can't be encoded there");
        }
        header = next;
        body = new OctetScan();
        if (next.structure() == Structure.MULTIPART || next.structure() == Structure.MESSAGE) {
            plan.add(labelled());
        }
    }

    /** RFC 2045 6.4: what is made of parts is never encoded itself. */
    private Treatment labelled() {
        return header.exceeds(allowed) ? Treatment.label(allowed) : Treatment.NONE;
    }

    @Override
    public void body(byte[] octets, int from, int to) {
        body.read(octets, from, to);
    }

    @Override
    public void endOfBody() throws InconvertibleException {
        if (header.structure() == Structure.OPAQUE) {
            if (!body.hasOctetsOf(allowed)) {
                throw new InconvertibleException(header.reason());
            }
            plan.add(Treatment.NONE);
        } else if (body.keeps(allowed)) {
            plan.add(labelled());
        } else {
            boolean readable = header.type().isText() && body.isText();
            plan.add(new Treatment(
                    Optional.of(readable ? TransferEncoding.QUOTED_PRINTABLE : TransferEncoding.BASE64),
                    body.isEightBit()));
        }
    }

    @Override
    public void between(byte[] octets, int from, int to) {
        between.read(octets, from, to);
    }
}
