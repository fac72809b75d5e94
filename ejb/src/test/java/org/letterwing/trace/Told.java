package org.letterwing.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.letterwing.api.SessionFacts;
import org.letterwing.spi.DeliveryId;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvent.Kind;
import org.letterwing.spi.MailEvent.Origin;

/** Events as the parts of a server tell them. */
final class Told {

    static final String SENDER = "Sender@Example.ORG";

    private Told() {}

    /** A mail that arrives at a time, from a host. */
    static MailEvent arrival(UUID mail, Kind kind, String sender, String recipient, String messageId) {
        return MailEvent.arrival(
                kind,
                mail,
                new Origin(session("192.0.2.1"), sender, Optional.ofNullable(messageId)),
                Optional.of(recipient),
                "250 2.0.0 Mail taken");
    }

    static MailEvent refusal(String client) {
        return MailEvent.arrival(
                Kind.REFUSED,
                DeliveryId.next(),
                new Origin(session(client), SENDER, Optional.empty()),
                Optional.of("nobody@example.com"),
                "550 5.1.1 No such recipient here");
    }

    static MailEvent attempt(UUID mail, Kind kind, long entry, String recipient) {
        return MailEvent.ofEntry(kind, mail, entry, recipient, "said so").at(Optional.of("mx.example.net [192.0.2.9]"));
    }

    /** An event of another time. */
    static MailEvent at(Instant time, MailEvent event) {
        return new MailEvent(
                time,
                event.mail(),
                event.kind(),
                event.origin(),
                event.recipient(),
                OptionalLong.empty(),
                event.host(),
                event.text());
    }

    private static SessionFacts session(String client) {
        try {
            return new SessionFacts(
                    "smtp",
                    new InetSocketAddress(InetAddress.getByName(client), 1025),
                    "client.example.org",
                    Optional.empty(),
                    Optional.empty());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
