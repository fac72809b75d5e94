package org.letterwing.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.MailNotSentException;
import org.letterwing.api.Recipient;
import org.letterwing.api.SendOptions;

/** Makes the envelopes of mails of applications, of what they say and of what the message says. */
final class Envelopes {

    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private Envelopes() {}

    /**
     * Makes an envelope.
     *
     * @throws MailNotSentException if there can be none
     */
    static Envelope of(String sender, List<Recipient> recipients, WrittenMail written, SendOptions options)
            throws MailNotSentException {
        check("not before", options.wishes().holdUntil());
        check("deliver by", options.wishes().deliverBy().map(DeliverBy::deadline));
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(written.features());
        if (options.requireTls()) {
            features.add(Feature.REQUIRETLS);
        }
        boolean ascii = Stream.concat(Stream.of(sender), recipients.stream().map(Recipient::address))
                .allMatch(EnvelopeAddress::isAscii);
        if (!ascii) { // RFC 6531 3.4
            features.add(Feature.SMTPUTF8);
        }
        return new Envelope(sender, recipients, features, options.wishes());
    }

    /**
     * Returns the reverse-path.
     *
     * @throws MailNotSentException if the mail has no author, or there is no such address
     */
    static String sender(WrittenMail written, SendOptions options) throws MailNotSentException {
        List<String> from = written.addresses("From");
        if (from.isEmpty()) {
            throw new MailNotSentException("The mail has no From: set it with setFrom");
        }
        List<String> named = written.addresses("Sender");
        String sender = options.sender().orElse(named.isEmpty() ? from.get(0) : named.get(0));
        if (sender.isEmpty() && options.sender().isPresent()) {
            return ""; // RFC 5321 4.5.5
        }
        return EnvelopeAddress.of(sender)
                .orElseThrow(() -> new MailNotSentException(
                        "The sender '" + sender + "' is no address: give one such as user@example.com"));
    }

    private static void check(String what, Optional<Instant> time) throws MailNotSentException {
        Instant latest = Instant.now().plus(LONGEST_WAIT);
        if (time.filter(latest::isBefore).isPresent()) {
            throw new MailNotSentException(
                    "The time '" + what + "' is " + time.get() + ": give one that is a year ahead at most");
        }
    }
}
