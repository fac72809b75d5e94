package org.letterwing.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Options of an envelope: each method changes one of them, and what RFCs don't allow is refused at once. */
class SendOptionsTest {

    @Test
    void eachMethodChangesOneThing() {
        Instant time = Instant.parse("2026-12-24T18:00:00Z");
        DeliverBy by = new DeliverBy(time.plusSeconds(60), true, false);
        SendOptions options = SendOptions.NONE
                .from("")
                .to("a@example.com", "b@example.com")
                .reporting(Report.SUCCESS, Report.FAILURE)
                .returning(Return.HEADERS)
                .envelopeId("order 7")
                .notBefore(time)
                .deliverBy(by)
                .priority(-9)
                .requiringTls();
        assertEquals(
                new SendOptions(
                        Optional.of(""),
                        List.of(new Recipient("a@example.com"), new Recipient("b@example.com")),
                        Set.of(Report.SUCCESS, Report.FAILURE),
                        new DeliveryWishes(
                                Optional.of(Return.HEADERS),
                                Optional.of("order 7"),
                                Optional.of(time),
                                Optional.of(by),
                                -9),
                        true),
                options);
    }

    @Test
    void whatRfcsDontAllowIsRefused() {
        refuses(() -> SendOptions.NONE.priority(10));
        refuses(() -> SendOptions.NONE.reporting(Report.NEVER, Report.SUCCESS));
        refuses(() -> SendOptions.NONE.to(
                List.of(new Recipient("a@example.com", Set.of(Report.NEVER, Report.DELAY), Optional.empty()))));
        refuses(() -> SendOptions.NONE.envelopeId(""));
        refuses(() -> SendOptions.NONE.envelopeId("a\r\nb"));
        refuses(() -> SendOptions.NONE.envelopeId("x".repeat(101)));
        refuses(() -> SendOptions.NONE.envelopeId("=".repeat(34)));
        SendOptions.NONE.envelopeId("=".repeat(33) + "x");
    }

    @Test
    void anOriginalRecipientCanBeEncoded() {
        refuses(() -> original("rfc822", "ä@example.com"));
        refuses(() -> original("utf-8", "a\u0085@example.com"));
        refuses(() -> original("utf-8", "ä".repeat(45)));
        refuses(() -> original("RFC822", "a@example.com"));
        refuses(() -> original("rfc822;x", "a@example.com"));
        refuses(() -> original("rfc822", ""));
        original("utf-8", "ä".repeat(44));
        original("rfc822", "a+b@example.com");
    }

    private static SendOptions original(String type, String address) {
        return SendOptions.NONE.to(
                List.of(new Recipient("a@example.com", Set.of(), Optional.of(new Original(type, address)))));
    }

    private static void refuses(Runnable options) {
        assertThrows(IllegalArgumentException.class, options::run);
    }
}
