package org.letterwing.smtp.client;

import java.io.IOException;
import java.util.Optional;

import org.letterwing.mime.InconvertibleException;
import org.letterwing.mime.Recoded;
import org.letterwing.mime.TransferEncoding;
import org.letterwing.smtp.MailOptions.Body;

/** Converts a mail for a peer that doesn't take its octets (RFC 6152 3, RFC 3030 3). */
final class BodyConversion {

    private final ClientMail mail;
    private final String missing;
    private final TransferEncoding allowed;

    private BodyConversion(ClientMail mail, String missing, TransferEncoding allowed) {
        this.mail = mail;
        this.missing = missing;
        this.allowed = allowed;
    }

    /** Returns the conversion that a mail needs; empty if the peer takes the mail as it is. */
    static Optional<BodyConversion> of(ClientMail mail, PeerFacts peer) {
        boolean eightBit = peer.offers("8BITMIME");
        if (mail.isBinary() && !(peer.offers("BINARYMIME") && peer.offers("CHUNKING"))) {
            return Optional.of(new BodyConversion(
                    mail, "BINARYMIME", eightBit ? TransferEncoding.EIGHT_BIT : TransferEncoding.SEVEN_BIT));
        }
        return mail.eightBit() && !mail.isBinary() && !eightBit
                ? Optional.of(new BodyConversion(mail, "8BITMIME", TransferEncoding.SEVEN_BIT))
                : Optional.empty();
    }

    /**
     * Returns the mail as the peer takes it.
     *
     * @throws InconvertibleException if it can't be converted; its message tells the mail's sender
     * @throws IOException if the content can't be read
     */
    ClientMail convert() throws InconvertibleException, IOException {
        Recoded content = Recoded.of(mail::openLines, allowed);
        return new ClientMail(
                mail.reversePath(),
                mail.options().with(content.size(), content.isEightBit() ? Body.EIGHT_BIT : Body.SEVEN_BIT),
                mail.recipients(),
                content.isEightBit(),
                content::open,
                mail.signer());
    }

    /** Returns what is to be said of a mail that can't be converted. */
    String obstacle(InconvertibleException reason) {
        return "The mail needs " + missing + ", which the peer does not offer, and can't be converted: "
                + reason.getMessage();
    }
}
