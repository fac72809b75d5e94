package org.letterwing.adapter;

import java.util.Optional;

import org.letterwing.smtp.client.Outcome;
import org.letterwing.smtp.client.PeerReply;
import org.letterwing.smtp.client.SessionFailure;
import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.NextHopException.Kind;
import org.letterwing.spi.outbound.SmtpReply;

/** What became of mails and sessions on their way out, in the mail system's words. */
final class Outcomes {

    private Outcomes() {}

    static DeliveryOutcome of(Outcome outcome) {
        return new DeliveryOutcome(
                Result.valueOf(outcome.result().name()),
                outcome.status(),
                outcome.reply().map(Outcomes::of),
                outcome.text());
    }

    static NextHopException of(SessionFailure failure) {
        Kind kind = Kind.valueOf(failure.kind().name());
        // Wrong credentials and TLS are a fault of one of the two servers, not of the mail.
        boolean refused = kind == Kind.REFUSED
                && failure.reply().map(PeerReply::isPermanent).orElse(false);
        String status = failure.status();
        return new NextHopException(
                kind,
                new DeliveryOutcome(
                        refused ? Result.REFUSED : Result.DEFERRED,
                        refused ? status : '4' + status.substring(1),
                        failure.reply().map(Outcomes::of),
                        failure.getMessage()),
                failure);
    }

    static NextHopException stopped() {
        return new NextHopException(Kind.STOPPED, deferred("4.3.2", "The resource adapter is not running"), null);
    }

    static DeliveryOutcome deferred(String status, String text) {
        return new DeliveryOutcome(Result.DEFERRED, status, Optional.empty(), text);
    }

    private static SmtpReply of(PeerReply reply) {
        return new SmtpReply(reply.code(), reply.enhancedCode(), reply.text(SmtpReply.MAX_TEXT));
    }
}
