package org.letterwing.spi.outbound;

import java.io.IOException;
import java.util.List;

/**
 * An SMTP session with a next hop, ready for mails. For one thread at a time; its calls block that thread. A bean gives
 * it back in the call in which it took it, for the container closes what a bean keeps.
 */
public interface SmtpTransport extends AutoCloseable {

    /** Returns who the peer is and what it can do. */
    Peer peer();

    /**
     * Sends a mail: one mail transaction (RFC 5321 3.3). What is wrong with the peer or the connection is told by the
     * outcomes, recipient by recipient, never by an exception. A mail whose octets the peer can't take (8BITMIME,
     * BINARYMIME) is converted. Where that would damage it, or the peer can't take it for another reason (SMTPUTF8,
     * REQUIRETLS, SIZE), nothing is sent and each recipient's outcome says why. On a session that is broken nothing is sent
     * either. An interrupt of the thread breaks the session; the outcomes say how
     * far it was, and the thread stays interrupted.
     *
     * <p>Parameters that the peer didn't offer (DSN, MT-PRIORITY, DELIVERBY) are left out; {@link Peer#offers} tells the
     * caller whether it has to report by itself.
     *
     * @param mail its content is read on the calling thread, as fast as the peer takes it; before that twice more if it
     *     is converted, and once if it is signed
     * @return an outcome for each recipient, in the order of the envelope
     * @throws IOException if the content can't be read; nobody got the mail, for its end was not sent, and the session
     *     is broken
     * @throws IllegalStateException if the session was given back
     */
    List<DeliveryOutcome> send(OutboundMail mail) throws IOException;

    /** Returns whether another mail can be sent: the connection stands and the peer did not end the session. */
    boolean isOpen();

    /**
     * Gives the session back: to the pool if it {@link #isOpen()}, else it ends. A second call does nothing. Blocks no
     * longer than a moment.
     */
    @Override
    void close();
}
