package org.letterwing.adapter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.smtp.MailTransaction;
import org.letterwing.smtp.Reply;
import org.letterwing.smtp.SmtpSession;
import org.letterwing.spi.DeliveryId;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Kind;
import org.letterwing.spi.MailEvent.Origin;
import org.letterwing.spi.MessageIdField;
import org.letterwing.spi.TraceSink;
import org.letterwing.spi.Verdict;

/** Tells the trace of mails that end in SMTP sessions: refused, or taken by applications. Thread-safe. */
final class SessionTrace {

    /** Of how many recipients it is told that their mail was refused. */
    private static final int MOST_REFUSED = 10;

    private final Supplier<Optional<TraceSink>> sink;

    /**
     * Makes a trace.
     *
     * @param sink who is told; empty while the mail system isn't connected
     */
    SessionTrace(Supplier<Optional<TraceSink>> sink) {
        this.sink = sink;
    }

    /** A user may not send as what its mail says. */
    void refused(SmtpSession session, String sender, Reply reply) {
        refused(new Origin(ArrivedMail.facts(session), sender, Optional.empty()), List.of(), reply);
    }

    /** A recipient was refused. */
    void refused(MailTransaction transaction, String recipient, Reply reply) {
        refused(origin(transaction), List.of(recipient), reply);
    }

    /** A mail was refused before it was whole. */
    void refused(MailTransaction transaction, Reply reply) {
        List<String> recipients = transaction.recipients().stream()
                .map(MailTransaction.Recipient::address)
                .toList();
        refused(origin(transaction), recipients, reply);
    }

    private static Origin origin(MailTransaction transaction) {
        return new Origin(ArrivedMail.facts(transaction.session()), transaction.reversePath(), Optional.empty());
    }

    private void refused(Origin origin, List<String> recipients, Reply reply) {
        sink.get().ifPresent(told -> tell(told, Kind.REFUSED, DeliveryId.next(), origin, recipients, text(reply)));
    }

    /** A mail has got its reply; of those that were taken, others tell. */
    void ended(InboundMail mail, Reply reply) {
        if (reply != null && !reply.isPositive()) {
            sink.get().ifPresent(told -> tell(told, Kind.REFUSED, mail, text(reply)));
        }
    }

    /** A listener of an application was offered a mail; it is no event of its own that it did not take it. */
    void ended(InboundMail mail, String listener, Verdict verdict) {
        if (verdict != null && verdict.isTaken()) {
            sink.get()
                    .ifPresent(told -> tell(
                            event -> told.tell(event.at(Optional.of(listener))),
                            Kind.TAKEN,
                            mail,
                            text(AdapterReplies.TAKEN)));
        }
    }

    private static void tell(TraceSink told, Kind kind, InboundMail mail, String text) {
        Origin origin = new Origin(mail.session(), mail.envelope().reversePath(), MessageIdField.of(mail));
        List<String> recipients =
                mail.envelope().recipients().stream().map(Recipient::address).toList();
        tell(told, kind, mail.deliveryId(), origin, recipients, text);
    }

    private static void tell(
            TraceSink told, Kind kind, UUID mail, Origin origin, List<String> recipients, String text) {
        if (recipients.isEmpty()) {
            told.tell(MailEvent.arrival(kind, mail, origin, Optional.empty(), text));
        }
        recipients.stream()
                .limit(kind == Kind.REFUSED ? MOST_REFUSED : Long.MAX_VALUE)
                .forEach(recipient -> told.tell(MailEvent.arrival(kind, mail, origin, Optional.of(recipient), text)));
    }

    private static String text(Reply reply) {
        return reply.code() + " " + reply.enhancedCode() + " " + String.join(" ", reply.lines());
    }
}
