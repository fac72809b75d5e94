package org.letterwing.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What became of a mail for one of its recipients.
 *
 * <p>Immutable and thread-safe; no component is null. It may be kept as long as one likes.
 *
 * @param id what {@link MailSender} returned for the mail; a user's mail has an id that nobody else has
 * @param messageId the Message-ID of the mail's header, as {@code MimeMessage.getMessageID()} has it; empty if there is none
 *     of printable ASCII
 * @param envelopeId the sender's own name for the mail, as {@link SendOptions#envelopeId} gave it
 * @param sender the sender of the envelope, {@code local-part@domain}; never empty
 * @param recipient to whom the mail was to go; behind an alias that leads elsewhere the address there
 * @param original whom the sender named first, if it said so or an alias of this server led to the recipient
 * @param event what happened
 * @param time when it happened
 * @param until how long it is tried further; with {@link Event#DELAYED} alone
 * @param place where it happened; empty if nobody took part in it, as where no host was found
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}: the one that was replied, or what fits best
 * @param code the code of the reply (RFC 5321 4.2), 200 to 599; empty if there was none
 * @param text the text of the reply, or what happened if there was none: one line, at most 1000 characters
 */
public record DeliveryNotice(
        UUID id,
        Optional<String> messageId,
        Optional<String> envelopeId,
        String sender,
        String recipient,
        Optional<Recipient.Original> original,
        Event event,
        Instant time,
        Optional<Instant> until,
        Optional<Place> place,
        String status,
        OptionalInt code,
        String text) {

    /** What can happen to a mail on its way to a recipient. */
    public enum Event {
        /** It is at the place: in a mailbox, with an application, or with another host, which has taken it over. */
        DELIVERED,
        /** The recipient is an alias of several, and all of this server have it; for the others notices of their own come. */
        EXPANDED,
        /** It could not be delivered yet, and is tried further. It comes once for a recipient. */
        DELAYED,
        /** It is given up. */
        FAILED
    }

    /**
     * Who has, or was to have, a mail.
     *
     * @param kind what it is
     * @param name the host's name; the application's and its listener's, as in {@code orders.war#org.example.OrderMail};
     *     for a mailbox the name of this server
     * @param address the host's IP address; empty if it could not be reached, and for all that is no other host
     */
    public record Place(Kind kind, String name, Optional<String> address) {

        /** Kinds of places. */
        public enum Kind {
            /** A mailbox of this server. */
            MAILBOX,
            /** A listener of an application on this server. */
            APPLICATION,
            /** Another host. */
            HOST
        }

        /** Makes sure that all is there. */
        public Place {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(name);
            Objects.requireNonNull(address);
        }
    }

    /** Makes sure that all is there. */
    public DeliveryNotice {
        Objects.requireNonNull(id);
        Objects.requireNonNull(messageId);
        Objects.requireNonNull(envelopeId);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(recipient);
        Objects.requireNonNull(original);
        Objects.requireNonNull(event);
        Objects.requireNonNull(time);
        Objects.requireNonNull(until);
        Objects.requireNonNull(place);
        Objects.requireNonNull(status);
        Objects.requireNonNull(code);
        Objects.requireNonNull(text);
    }
}
