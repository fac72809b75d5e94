package org.letterwing.smtp.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailOptions.Body;
import org.letterwing.smtp.RecipientOptions;

/** Writes MAIL and RCPT with the parameters that a peer offers, or says why it can't take the mail. */
final class EnvelopeCommands {

    // RFC 2852 4: by-time has nine digits.
    private static final long MOST_BY_SECONDS = 999_999_999;

    private final PeerFacts peer;
    private final boolean verified;
    private final ClientMail mail;

    /**
     * Makes the writer of one mail's envelope.
     *
     * @param verified whether the session has TLS with a peer whose certificate was verified
     */
    EnvelopeCommands(PeerFacts peer, boolean verified, ClientMail mail) {
        this.peer = peer;
        this.verified = verified;
        this.mail = mail;
    }

    /** Returns why the peer can't take the mail, whatever its content is; empty if nothing is known against it. */
    Optional<Outcome> obstacle() {
        MailOptions options = mail.options();
        if (!isSound(mail.reversePath())) {
            return refused("5.1.7", "The sender's address has a character that no address can have");
        }
        // RFC 6531 3.1, code X.6.7 of 4.3
        if (mail.needsUtf8() && !peer.offers("SMTPUTF8")) {
            return refused("5.6.7", "The mail needs SMTPUTF8, which the peer does not offer");
        }
        // RFC 8689 4.2.1
        if (options.requireTls() && !verified) {
            return refused("5.7.10", "The mail demands verified TLS, which this session does not have");
        }
        if (options.requireTls() && !peer.offers("REQUIRETLS")) {
            return refused("5.7.30", "The mail demands REQUIRETLS, which the peer does not offer");
        }
        return Optional.empty();
    }

    /** Returns why the peer can't take so large a mail; empty if it can (RFC 1870 6.3). */
    Optional<Outcome> sizeObstacle() {
        long size = mail.options().declaredSize();
        return size > peer.maxSize()
                ? refused(
                        "5.3.4", "The mail has " + size + " octets, and the peer takes no more than " + peer.maxSize())
                : Optional.empty();
    }

    /** Returns why a recipient's address can't be sent; empty if it can. */
    static Optional<Outcome> obstacle(ClientMail.Recipient recipient) {
        return isSound(recipient.address()) && !recipient.address().isEmpty()
                ? Optional.empty()
                : refused("5.1.3", "The recipient's address has a character that no address can have");
    }

    private static Optional<Outcome> refused(String status, String text) {
        return Optional.of(Outcome.refused(status, text));
    }

    /** No command may hide in an address. */
    private static boolean isSound(String address) {
        return address.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** Returns the MAIL command without its line end. */
    String mail() {
        MailOptions options = mail.options();
        var line = new StringBuilder("MAIL FROM:<").append(mail.reversePath()).append('>');
        if (peer.offers("SIZE") && options.declaredSize() > 0) {
            line.append(" SIZE=").append(options.declaredSize());
        }
        if (mail.isBinary()) {
            line.append(" BODY=BINARYMIME");
        } else if (peer.offers("8BITMIME") && (mail.eightBit() || options.body() == Body.EIGHT_BIT)) {
            line.append(" BODY=8BITMIME");
        }
        if (mail.needsUtf8()) {
            line.append(" SMTPUTF8");
        }
        if (options.requireTls()) {
            line.append(" REQUIRETLS");
        }
        if (peer.offers("DSN")) {
            options.dsnReturn()
                    .ifPresent(what -> line.append(" RET=").append(what == MailOptions.Return.FULL ? "FULL" : "HDRS"));
            options.envelopeId().ifPresent(id -> line.append(" ENVID=").append(XtextWriter.encode(id)));
        }
        if (peer.offers("DELIVERBY")) {
            options.deliverBy().ifPresent(by -> line.append(" BY=").append(by(by)));
        }
        if (peer.offers("MT-PRIORITY") && options.priority() != 0) {
            line.append(" MT-PRIORITY=").append(options.priority());
        }
        return line.toString();
    }

    // RFC 2852 4
    private static String by(MailOptions.DeliverBy by) {
        long left = Duration.between(Instant.now(), by.deadline()).toSeconds();
        long least = by.returned() ? 1 : -MOST_BY_SECONDS;
        return Math.max(least, Math.min(MOST_BY_SECONDS, left))
                + (by.returned() ? ";R" : ";N")
                + (by.traced() ? "T" : "");
    }

    /** Returns a RCPT command without its line end. */
    String rcpt(ClientMail.Recipient recipient) {
        var line = new StringBuilder("RCPT TO:<").append(recipient.address()).append('>');
        if (peer.offers("DSN")) {
            RecipientOptions options = recipient.options();
            if (!options.reports().isEmpty()) {
                line.append(" NOTIFY=")
                        .append(options.reports().stream()
                                .map(Enum::name)
                                .sorted()
                                .collect(Collectors.joining(",")));
            }
            options.original().ifPresent(original -> line.append(" ORCPT=").append(original(original)));
        }
        return line.toString();
    }

    // RFC 3461 4.2, RFC 6533 3
    private String original(RecipientOptions.OriginalRecipient original) {
        if (!original.type().equals("utf-8")) {
            return original.type() + ";" + XtextWriter.encode(original.address());
        }
        return "utf-8;"
                + (mail.needsUtf8()
                        ? XtextWriter.encodeUnicode(original.address())
                        : XtextWriter.encodeUnicodeInAscii(original.address()));
    }
}
