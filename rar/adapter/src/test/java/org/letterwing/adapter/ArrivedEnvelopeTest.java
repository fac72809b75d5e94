package org.letterwing.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.letterwing.api.DeliveryWishes;
import org.letterwing.api.Envelope;
import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.Recipient;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.MailOptions.Body;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.smtp.RecipientOptions.OriginalRecipient;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ArrivedEnvelopeTest {

    private static final Instant SOON = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void allThatTheClientAskedIsThere() {
        var options = new MailOptions(
                77,
                Body.BINARY,
                true,
                true,
                Optional.of(MailOptions.Return.HEADERS),
                Optional.of("id"),
                Optional.of(SOON),
                Optional.of(new MailOptions.DeliverBy(LATER, true, false)),
                -3);
        var recipient = new RecipientOptions(
                Set.of(RecipientOptions.Report.SUCCESS, RecipientOptions.Report.DELAY),
                Optional.of(new OriginalRecipient("rfc822", "bob@example.org")));
        assertEquals(
                new Envelope(
                        "alice@example.com",
                        List.of(new Recipient(
                                "robert@example.org",
                                Set.of(Recipient.Report.SUCCESS, Recipient.Report.DELAY),
                                Optional.of(new Recipient.Original("rfc822", "bob@example.org")))),
                        Set.of(Feature.BINARY_MIME, Feature.SMTPUTF8, Feature.REQUIRETLS),
                        new DeliveryWishes(
                                Optional.of(DeliveryWishes.Return.HEADERS),
                                Optional.of("id"),
                                Optional.of(SOON),
                                Optional.of(new DeliveryWishes.DeliverBy(LATER, true, false)),
                                -3)),
                ArrivedEnvelope.of(transaction(options, "robert@example.org", recipient)));
    }

    @Test
    void whoAskedNothingWishesNothing() {
        assertEquals(
                new Envelope("alice@example.com", List.of(new Recipient("bob@example.org")), Set.of()),
                ArrivedEnvelope.of(transaction(MailOptions.NONE, "bob@example.org", RecipientOptions.NONE)));
    }

    @ParameterizedTest
    @EnumSource(RecipientOptions.Report.class)
    void applicationsKnowAllReports(RecipientOptions.Report report) {
        var recipient = new RecipientOptions(Set.of(report), Optional.empty());
        Envelope envelope = ArrivedEnvelope.of(transaction(MailOptions.NONE, "bob@example.org", recipient));
        assertEquals(
                report.name(),
                envelope.recipients().get(0).reports().iterator().next().name());
    }

    private static MailTransaction transaction(MailOptions options, String address, RecipientOptions recipient) {
        return new MailTransaction(
                null, "alice@example.com", options, List.of(new MailTransaction.Recipient(address, recipient, null)));
    }
}
