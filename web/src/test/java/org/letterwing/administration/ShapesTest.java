package org.letterwing.administration;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.letterwing.audit.AuditView;
import org.letterwing.authentication.keys.DnsFinding;
import org.letterwing.authentication.keys.DnsRecord;
import org.letterwing.authentication.keys.KeyState;
import org.letterwing.authentication.keys.KeyType;
import org.letterwing.authentication.keys.KeyView;
import org.letterwing.credential.ApplicationPasswordView;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.AliasView;
import org.letterwing.directory.Change;
import org.letterwing.directory.DomainAdministratorView;
import org.letterwing.directory.DomainLimits;
import org.letterwing.directory.DomainView;
import org.letterwing.directory.Forwarding;
import org.letterwing.directory.GrantView;
import org.letterwing.guard.AccessVerdict;
import org.letterwing.guard.AccessView;
import org.letterwing.guard.BanView;
import org.letterwing.queue.AttemptView;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.Figures;
import org.letterwing.queue.QueueSweep;
import org.letterwing.queue.RouteView;
import org.letterwing.queue.Tried;
import org.letterwing.reporting.ReceivedReport;
import org.letterwing.settings.Setting;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.spi.outbound.NextHop.Tls;
import org.letterwing.status.DatabaseState;
import org.letterwing.status.SettingView;
import org.letterwing.status.Status;
import org.letterwing.token.NewToken;
import org.letterwing.token.Scope;
import org.letterwing.token.TokenView;
import org.letterwing.trace.TraceFigures;
import org.letterwing.trace.TraceView;
import org.letterwing.trace.TracedMail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the API answers is what its document says. */
class ShapesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonObject SCHEMAS =
            new OpenApi().document(List.of()).getJsonObject("components").getJsonObject("schemas");

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("Domain", Shapes.domain(new DomainView("b.test", "b.test", 1, 2))),
                shape("DomainLimits", Shapes.domainLimits(new DomainLimits(1L, 2L, null))),
                shape("Forwarding", Shapes.forwarding(new Forwarding(List.of("a@b.test"), true))),
                shape("Account", Shapes.account(new AccountView("a", "a@b.test", null, 1, NOW, false, null, false))),
                shape("Account", Shapes.account(new AccountView("a", "a@b.test", 7L, 1, NOW, true, NOW, true))),
                shape(
                        "ApplicationPassword",
                        Shapes.applicationPassword(new ApplicationPasswordView(1, "n", NOW, null, null))),
                shape(
                        "ApplicationPassword",
                        Shapes.applicationPassword(new ApplicationPasswordView(1, "n", NOW, NOW, NOW))),
                shape("Alias", Shapes.alias(new AliasView("*", "*@b.test", List.of("a@b.test")))),
                shape("DomainAdministrator", Shapes.administrator(new DomainAdministratorView("a@b.test"))),
                shape("Grant", Shapes.grant(new GrantView(1, "a@b.test", null, "*@c.test"))),
                shape("Grant", Shapes.grant(new GrantView(1, null, "shop.war", "*@c.test"))),
                shape("Route", Shapes.route(new RouteView("*", "h", 25, Tls.OPPORTUNISTIC, null))),
                shape("QueueEntry", Shapes.queueEntry(entry())),
                shape("Ban", Shapes.ban(new BanView(1, "address", "192.0.2.1", 1, NOW, NOW))),
                shape(
                        "Network",
                        Shapes.network(new AccessView(1, "192.0.2.0/24", AccessVerdict.LET_IN, "", NOW, null))),
                shape("Session", ServerShapes.session("mx1", session())),
                shape("EndedSessions", ServerShapes.endedSessions(2)),
                shape("Limits", ServerShapes.limits("mx1", new LimitState(1, 2, 3, Map.of("imap", 1), 4, 5, Map.of()))),
                shape("Token", Shapes.token(token())),
                shape("CreatedToken", Shapes.newToken(new NewToken(token(), "lwt_x"))),
                shape(
                        "AuditEntry",
                        Shapes.audit(new AuditView(
                                1,
                                NOW,
                                "admin",
                                null,
                                "x",
                                "y",
                                Change.of("x", "y").with("a", 1, 2).details()))),
                shape("Key", Shapes.key(new KeyView("s", KeyType.values()[0], KeyState.values()[0], NOW))),
                shape(
                        "DnsRecord",
                        Shapes.dnsRecord(new DnsFinding(
                                new DnsRecord(DnsRecord.Purpose.DELIVERY, "b.test", "MX", "x"),
                                DnsFinding.State.MISSING))),
                shape("Swept", Shapes.swept(new QueueSweep.Swept(1, null))),
                shape("Setting", Shapes.setting(new SettingView("n", "N", "", "v", Setting.Source.values()[0], false))),
                shape("TracedMail", Shapes.trace(traced())),
                shape("DmarcReport", Shapes.receivedReport(report())),
                shape(
                        "Status",
                        ServerShapes.status(status(Optional.empty()), Optional.empty(), new TraceFigures(1, 2, 3))),
                shape(
                        "Status",
                        ServerShapes.status(
                                status(Optional.of(new DatabaseState("x", "1", List.of("w")))),
                                Optional.of(figures()),
                                new TraceFigures(1, 2, 3))),
                shape("Problem", new Problem(404, "x").toJson()));
    }

    private static Arguments shape(String schema, JsonObject shape) {
        return Arguments.of(schema, shape);
    }

    private static EntryView entry() {
        AttemptView attempt = new AttemptView(NOW, Tried.NONE, Result.values()[0], "4.0.0", "x");
        return new EntryView(
                1, EntryState.WAITING, "", "a@b.test", "b.test", 0, NOW, NOW, NOW, 1, null, null, List.of(attempt));
    }

    private static MailSession session() {
        return new MailSession(
                1,
                "imap",
                new InetSocketAddress("192.0.2.1", 40_000),
                NOW,
                NOW,
                Optional.of("TLSv1.3"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                2);
    }

    private static TokenView token() {
        return new TokenView(1, "x", Scope.READ, NOW, NOW, null);
    }

    private static TracedMail traced() {
        TraceView event =
                new TraceView(NOW, MailEvent.Kind.values()[0], null, null, null, null, null, null, null, 1L, null, "x");
        return new TracedMail(new UUID(1, 2), List.of(event), false);
    }

    private static ReceivedReport report() {
        return new ReceivedReport(
                1,
                NOW,
                "o",
                "r",
                "b.test",
                NOW,
                NOW,
                "none",
                1,
                1,
                List.of(new ReceivedReport.Failure("192.0.2.1", 1, "none")));
    }

    private static Status status(Optional<DatabaseState> database) {
        MailServer.Listener listener = new MailServer.Listener(
                "smtp", new InetSocketAddress("127.0.0.1", 25), MailServer.Encryption.OPTIONAL, NOW);
        return new Status("1", List.of("x"), List.of(listener), List.of(), List.of(), database);
    }

    private static Figures figures() {
        return new Figures(
                Map.of(), Optional.empty(), Map.of(), List.of(new Figures.Deferral("b.test", "4.0.0", "x", 1)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anAnswerIsAsItsSchemaSays(String schema, JsonObject shape) {
        assertFits(schema, SCHEMAS.getJsonObject(schema), shape);
    }

    private static void assertFits(String where, JsonObject schema, JsonValue value) {
        if (value == JsonValue.NULL) {
            assertTrue(schema.getBoolean("nullable", false), where);
        } else if (schema.containsKey("$ref")) {
            assertFits(where, referred(schema), value);
        } else if (schema.containsKey("allOf")) {
            assertFits(where, schema.getJsonArray("allOf").getJsonObject(0), value);
        } else {
            switch (schema.getString("type")) {
                case "object" -> assertMembersFit(where, schema, (JsonObject) value);
                case "array" ->
                    ((JsonArray) value).forEach(item -> assertFits(where + "[]", schema.getJsonObject("items"), item));
                case "string" -> assertText(where, schema, (JsonString) value);
                case "integer" -> assertTrue(((JsonNumber) value).isIntegral(), where);
                default -> assertTrue(value == JsonValue.TRUE || value == JsonValue.FALSE, where);
            }
        }
    }

    private static void assertText(String where, JsonObject schema, JsonString value) {
        if (schema.containsKey("enum")) {
            assertTrue(schema.getJsonArray("enum").contains(value), where + " " + value);
        }
        if (schema.getString("format", "").equals("date-time")) {
            Instant.parse(value.getString());
        }
    }

    private static void assertMembersFit(String where, JsonObject schema, JsonObject value) {
        if (!schema.containsKey("properties")) {
            value.forEach((name, member) ->
                    assertFits(where + "." + name, schema.getJsonObject("additionalProperties"), member));
            return;
        }
        JsonObject members = schema.getJsonObject("properties");
        var missing = new TreeSet<>(schema.getJsonArray("required").getValuesAs(JsonString::getString));
        missing.removeAll(value.keySet());
        assertEquals(new TreeSet<>(), missing, where);
        value.forEach((name, member) -> {
            assertTrue(members.containsKey(name), where + "." + name);
            assertFits(where + "." + name, members.getJsonObject(name), member);
        });
    }

    private static JsonObject referred(JsonObject schema) {
        return SCHEMAS.getJsonObject(schema.getString("$ref").replaceFirst(".*/", ""));
    }
}
