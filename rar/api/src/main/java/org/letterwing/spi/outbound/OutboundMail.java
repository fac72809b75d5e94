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
 * @param signer signs the content as it goes out
 */
public record OutboundMail(Envelope envelope, long size, boolean eightBit, Content content, Signer signer) {

    /** Makes a mail that nobody signs. */
    public OutboundMail(Envelope envelope, long size, boolean eightBit, Content content) {
        this(envelope, size, eightBit, content, Signer.NONE);
    }

    /** Opens a content. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens the content from its start. Its lines go out well formed whatever it holds: LF alone becomes CR LF, CR
         * alone a space, and a missing last CR LF is added; but {@link Envelope.Feature#BINARY_MIME} goes octet for octet.
         */
        InputStream open() throws IOException;
    }

    /** Signs a content in the form in which a next hop gets it: what is signed before a conversion would be broken by it. */
    @FunctionalInterface
    public interface Signer {

        /** Signs nothing. */
        Signer NONE = content -> new byte[0];

        /**
         * Signs a content. Is called once in a mail transaction at most, on the thread that sends.
         *
         * @param content in its last form, without what the transport doubles; the caller closes it
         * @return whole header fields that go before the content, of ASCII; none if it is not signed
         * @throws IOException if the content can't be read
         */
        byte[] sign(InputStream content) throws IOException;
    }
}
