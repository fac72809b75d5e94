package org.letterwing.spi.outbound;

import java.io.IOException;
import java.io.InputStream;

import org.letterwing.api.Envelope;

/**
 * A mail for a next hop.
 *
 * @param envelope the recipients that go to this next hop; with SMTPUTF8 if the mail needs it: if an address or a header
 *     field has characters beyond ASCII
 * @param size the content's size in octets; an estimate is enough
 * @param eightBit whether the content has octets beyond ASCII, declared or not
 * @param content the content from its start
 */
public record OutboundMail(Envelope envelope, long size, boolean eightBit, Content content) {

    /** Opens a content. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens the content from its start. Its lines go out well formed whatever it holds: LF alone becomes CR LF, CR
         * alone a space, and a missing last CR LF is added; but {@link Envelope.Feature#BINARY_MIME} goes octet for octet.
         */
        InputStream open() throws IOException;
    }
}
