package org.letterwing.administration;

import java.util.Optional;
import java.util.TreeMap;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.letterwing.queue.EntryState;
import org.letterwing.queue.Figures;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.status.DatabaseState;
import org.letterwing.status.Status;
import org.letterwing.trace.TraceFigures;

import static org.letterwing.administration.Shapes.array;
import static org.letterwing.administration.Shapes.name;
import static org.letterwing.administration.Shapes.object;
import static org.letterwing.administration.Shapes.text;
import static org.letterwing.administration.Shapes.texts;

/** How the API shows in JSON what a server says of itself. These shapes are part of the public API. */
final class ServerShapes {

    private ServerShapes() {}

    static JsonObject status(Status status, Optional<Figures> queue, TraceFigures trace) {
        JsonArrayBuilder listeners = array();
        status.listeners().forEach(listener -> listeners.add(listener(listener)));
        JsonArrayBuilder certificates = array();
        status.certificates().forEach(certificate -> certificates.add(certificate(certificate)));
        return object().add("version", status.version())
                .add("ready", status.obstacles().isEmpty())
                .add("obstacles", texts(status.obstacles()))
                .add("listeners", listeners)
                .add("certificates", certificates)
                .add(
                        "database",
                        status.database()
                                .map(ServerShapes::database)
                                .map(JsonValue.class::cast)
                                .orElse(JsonValue.NULL))
                .add(
                        "queue",
                        queue.map(ServerShapes::queue)
                                .map(JsonValue.class::cast)
                                .orElse(JsonValue.NULL))
                .add(
                        "trace",
                        object().add("written", trace.written())
                                .add("dropped", trace.dropped())
                                .add("waiting", trace.waiting()))
                .build();
    }

    private static JsonObject queue(Figures figures) {
        JsonObjectBuilder attempts = object();
        for (Result result : Result.values()) {
            attempts.add(name(result), figures.attempts().getOrDefault(result, 0L));
        }
        JsonArrayBuilder deferrals = array();
        figures.deferrals()
                .forEach(deferral -> deferrals.add(object().add("domain", deferral.domain())
                        .add("status", deferral.status())
                        .add("reply", deferral.reply())
                        .add("entries", deferral.entries())));
        JsonObjectBuilder queue = object().add("waiting", figures.count(EntryState.WAITING))
                .add("inDelivery", figures.count(EntryState.IN_DELIVERY))
                .add("held", figures.count(EntryState.HELD));
        figures.oldest()
                .ifPresentOrElse(
                        age -> queue.add("oldestSeconds", age.toSeconds()), () -> queue.addNull("oldestSeconds"));
        return queue.add("attempts", attempts).add("deferrals", deferrals).build();
    }

    private static JsonObject certificate(MailServer.Certificate certificate) {
        return object().add("names", texts(certificate.names()))
                .add("issuer", certificate.issuer())
                .add("until", certificate.until().toString())
                .add("selfSigned", certificate.selfSigned())
                .build();
    }

    private static JsonObject listener(MailServer.Listener listener) {
        return object().add("name", listener.name())
                .add("address", listener.address().getHostString())
                .add("port", listener.address().getPort())
                .add("encryption", name(listener.encryption()))
                .add("since", listener.since().toString())
                .build();
    }

    private static JsonObject database(DatabaseState database) {
        return object().add("product", database.product())
                .add("version", database.version())
                .add("warnings", texts(database.warnings()))
                .build();
    }

    static JsonObject session(String server, MailSession session) {
        return object().add("id", session.id())
                .add("server", server)
                .add("listener", session.listener())
                .add("client", session.client().getAddress().getHostAddress())
                .add("port", session.client().getPort())
                .add("since", session.since().toString())
                .add("lastActive", session.lastActive().toString())
                .add("tlsProtocol", text(session.tlsProtocol().orElse(null)))
                .add("user", text(session.user().orElse(null)))
                .add("clientName", text(session.clientName().orElse(null)))
                .add("mailbox", text(session.mailbox().orElse(null)))
                .add("receivedBytes", session.received())
                .add("sentBytes", session.sent())
                .build();
    }

    static JsonObject endedSessions(int ended) {
        return object().add("ended", ended).build();
    }

    static JsonObject limits(String server, LimitState limits) {
        JsonObjectBuilder listeners = object();
        new TreeMap<>(limits.ofListeners()).forEach(listeners::add);
        JsonObjectBuilder refused = object();
        for (LimitState.Reason reason : LimitState.Reason.values()) {
            refused.add(name(reason), limits.refused().getOrDefault(reason, 0L));
        }
        return object().add("server", server)
                .add("connections", limits.connections())
                .add("mostConnections", limits.mostConnections())
                .add("addresses", limits.addresses())
                .add("listeners", listeners)
                .add("bufferedBytes", limits.buffered())
                .add("mostBufferedBytes", limits.mostBuffered())
                .add("refused", refused)
                .build();
    }
}
