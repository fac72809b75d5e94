package org.letterwing.mime;

import java.util.Optional;

/**
 * What is done with one message or part.
 *
 * @param encoding what its body is in afterwards; empty if nothing changes
 * @param unknownCharset whether it had octets beyond ASCII
 */
record Treatment(Optional<TransferEncoding> encoding, boolean unknownCharset) {

    /** Nothing. */
    static final Treatment NONE = new Treatment(Optional.empty(), false);

    /** Its label alone changes, for it says more than is there. */
    static Treatment label(TransferEncoding encoding) {
        return new Treatment(Optional.of(encoding), false);
    }
}
