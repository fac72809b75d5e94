package org.letterwing.authentication.dkim;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/** The octets of a header that a signature signs (RFC 6376 3.7). */
final class SignatureInput {

    private SignatureInput() {}

    /**
     * Returns the octets.
     *
     * @param header of the message
     * @param names of the signed fields; of those with one name the lowest comes first, and what isn't there counts as empty
     * @param field of the signature, which may be in the header, but wasn't when it was made
     * @param unsigned the field of the signature before the signature was put into it
     */
    static byte[] of(
            MessageHeader header, List<String> names, Canonicalization kind, HeaderField field, HeaderField unsigned) {
        var octets = new ByteArrayOutputStream();
        Map<String, Integer> left = new HashMap<>();
        for (String name : names) {
            List<HeaderField> fields = header.fields(name);
            int index = left.getOrDefault(name, fields.size()) - 1; // RFC 6376 5.4.2
            if (index >= 0 && fields.get(index) == field) {
                index--;
            }
            left.put(name, Math.max(index, 0));
            if (index >= 0) {
                octets.writeBytes(kind.field(fields.get(index)));
            }
        }
        octets.writeBytes(kind.lastField(unsigned));
        return octets.toByteArray();
    }
}
