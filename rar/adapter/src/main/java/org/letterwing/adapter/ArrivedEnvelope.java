package org.letterwing.adapter;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.RecipientOptions;

/** The envelope of a mail that has arrived over SMTP, as applications see it. */
final class ArrivedEnvelope {

    private ArrivedEnvelope() {}

    static Envelope of(MailTransaction transaction) {
        return new Envelope(
                transaction.reversePath(),
                transaction.recipients().stream()
                        .map(ArrivedEnvelope::recipient)
                        .toList(),
                features(transaction.options()),
                wishes(transaction.options()));
    }

    private static Recipient recipient(MailTransaction.Recipient recipient) {
        RecipientOptions options = recipient.options();
        return new Recipient(
                recipient.address(),
                options.reports().stream()
                        .map(when -> Recipient.Report.valueOf(when.name()))
                        .collect(Collectors.toSet()),
                options.original().map(o -> new Recipient.Original(o.type(), o.address())));
    }

    private static Set<Envelope.Feature> features(MailOptions options) {
        Set<Envelope.Feature> features = EnumSet.noneOf(Envelope.Feature.class);
        switch (options.body()) {
            case SEVEN_BIT -> {}
            case EIGHT_BIT -> features.add(Envelope.Feature.EIGHT_BIT_MIME);
            case BINARY -> features.add(Envelope.Feature.BINARY_MIME);
        }
        if (options.smtpUtf8()) {
            features.add(Envelope.Feature.SMTPUTF8);
        }
        if (options.requireTls()) {
            features.add(Envelope.Feature.REQUIRETLS);
        }
        return features;
    }

    private static DeliveryWishes wishes(MailOptions options) {
        return new DeliveryWishes(
                options.dsnReturn().map(what -> DeliveryWishes.Return.valueOf(what.name())),
                options.envelopeId(),
                options.holdUntil(),
                options.deliverBy().map(by -> new DeliveryWishes.DeliverBy(by.deadline(), by.returned(), by.traced())),
                options.priority());
    }
}
