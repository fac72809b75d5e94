package org.letterwing.administration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import org.letterwing.audit.AuditView;
import org.letterwing.authentication.keys.DnsFinding;
import org.letterwing.authentication.keys.KeyView;
import org.letterwing.credential.ApplicationPasswordView;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.AliasView;
import org.letterwing.directory.DomainAdministratorView;
import org.letterwing.directory.DomainLimits;
import org.letterwing.directory.DomainView;
import org.letterwing.directory.Forwarding;
import org.letterwing.directory.GrantView;
import org.letterwing.directory.ListenerView;
import org.letterwing.directory.Page;
import org.letterwing.guard.AccessView;
import org.letterwing.guard.BanView;
import org.letterwing.queue.AttemptView;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.QueueSweep;
import org.letterwing.queue.RouteView;
import org.letterwing.reporting.ReceivedReport;
import org.letterwing.status.SettingView;
import org.letterwing.token.NewToken;
import org.letterwing.token.TokenView;
import org.letterwing.trace.TraceView;
import org.letterwing.trace.TracedMail;

/** How the API shows things in JSON. These shapes are part of the public API. */
final class Shapes {

    // To look for it each time would take longer than anything else.
    private static final JsonProvider JSON = JsonProvider.provider();

    private Shapes() {}

    static <T> JsonObject page(Page<T> page, Function<T, JsonObject> shape) {
        JsonArrayBuilder items = array();
        page.items().forEach(item -> items.add(shape.apply(item)));
        return object().add("items", items).add("next", text(page.next())).build();
    }

    /** Returns a list that has no further pages. */
    static <T> JsonObject all(List<T> items, Function<T, JsonObject> shape) {
        return page(new Page<>(items, null), shape);
    }

    static JsonObject key(KeyView key) {
        return object().add("selector", key.selector())
                .add("type", name(key.type()))
                .add("state", name(key.state()))
                .add("since", key.since().toString())
                .build();
    }

    static JsonObject dnsRecord(DnsFinding dns) {
        return object().add("purpose", name(dns.record().purpose()))
                .add("needed", dns.record().purpose().isNeeded())
                .add("name", dns.record().name())
                .add("type", dns.record().type())
                .add("value", dns.record().value())
                .add("state", name(dns.state()))
                .build();
    }

    static JsonObject domain(DomainView domain) {
        return object().add("name", domain.name())
                .add("asciiName", domain.asciiName())
                .add("accounts", domain.accounts())
                .add("aliases", domain.aliases())
                .build();
    }

    static JsonObject domainLimits(DomainLimits limits) {
        return object().add("maxAccounts", number(limits.accounts()))
                .add("maxAliases", number(limits.aliases()))
                .add("maxQuotaBytes", number(limits.quotaBytes()))
                .build();
    }

    private static JsonValue number(Long number) {
        return number == null ? JsonValue.NULL : JSON.createValue(number);
    }

    static JsonObject administrator(DomainAdministratorView administrator) {
        return object().add("account", administrator.account()).build();
    }

    static JsonObject account(AccountView account) {
        return object().add("localPart", account.localPart())
                .add("address", account.address())
                .add("quotaBytes", number(account.quotaBytes()))
                .add("usedBytes", account.usedBytes())
                .add("created", account.created().toString())
                .add("suspended", account.suspended())
                .add(
                        "lastLogin",
                        text(
                                account.lastLogin() == null
                                        ? null
                                        : account.lastLogin().toString()))
                .add("secondFactor", account.secondFactor())
                .build();
    }

    static JsonObject forwarding(Forwarding forwarding) {
        return object().add("addresses", texts(forwarding.addresses()))
                .add("keepsCopy", forwarding.keepsCopy())
                .build();
    }

    static JsonObject applicationPassword(ApplicationPasswordView password) {
        return object().add("id", password.id())
                .add("name", password.name())
                .add("created", password.created().toString())
                .add(
                        "expires",
                        text(
                                password.expires() == null
                                        ? null
                                        : password.expires().toString()))
                .add(
                        "lastUsed",
                        text(
                                password.lastUsed() == null
                                        ? null
                                        : password.lastUsed().toString()))
                .build();
    }

    static JsonObject alias(AliasView alias) {
        return object().add("localPart", alias.localPart())
                .add("address", alias.address())
                .add("targets", texts(alias.targets()))
                .build();
    }

    static JsonObject listener(ListenerView listener, boolean active, long takenInHour, long takenInDay) {
        return object().add("id", listener.id())
                .add("application", listener.application())
                .add("kind", name(listener.kind()))
                .add("patterns", texts(listener.patterns()))
                .add("priority", listener.priority())
                .add("senders", texts(listener.senders()))
                .add("maxMessageSize", listener.maxMessageSize())
                .add("requireAuthenticated", listener.requireAuthenticated())
                .add("overridesMailboxes", listener.overridesMailboxes())
                .add("waiting", listener.waiting())
                .add("active", active)
                .add("servers", texts(listener.servers()))
                .add("takenInHour", takenInHour)
                .add("takenInDay", takenInDay)
                .add("lastSeen", listener.lastSeen().toString())
                .build();
    }

    static JsonObject token(TokenView token) {
        return tokenMembers(token).build();
    }

    /** The only answer in which the secret is. */
    static JsonObject newToken(NewToken token) {
        return tokenMembers(token.token()).add("secret", token.secret()).build();
    }

    private static JsonObjectBuilder tokenMembers(TokenView token) {
        Instant used = token.lastUsed();
        return object().add("id", token.id())
                .add("name", token.name())
                .add("scope", name(token.scope()))
                .add("created", token.created().toString())
                .add("expires", token.expires().toString())
                .add("lastUsed", text(used == null ? null : used.toString()));
    }

    static JsonObject ban(BanView ban) {
        return object().add("id", ban.id())
                .add("kind", ban.kind())
                .add("subject", ban.subject())
                .add("times", ban.times())
                .add("since", ban.since().toString())
                .add("until", ban.until().toString())
                .build();
    }

    static JsonObject network(AccessView network) {
        return object().add("id", network.id())
                .add("network", network.network())
                .add("verdict", name(network.verdict()))
                .add("note", network.note())
                .add("since", network.since().toString())
                .add(
                        "until",
                        text(network.until() == null ? null : network.until().toString()))
                .build();
    }

    static JsonObject audit(AuditView entry) {
        JsonArrayBuilder changes = array();
        entry.details()
                .forEach(detail -> changes.add(object().add("name", detail.name())
                        .add("before", detail.before())
                        .add("after", detail.after())));
        return object().add("id", entry.id())
                .add("time", entry.time().toString())
                .add("principal", entry.principal())
                .add("client", text(entry.client()))
                .add("operation", entry.operation())
                .add("subject", entry.subject())
                .add("changes", changes)
                .build();
    }

    static JsonObject trace(TracedMail mail) {
        JsonArrayBuilder events = array();
        mail.events().forEach(event -> events.add(event(event)));
        return object().add("deliveryId", mail.deliveryId().toString())
                .add("events", events)
                .add("more", mail.more())
                .build();
    }

    private static JsonObject event(TraceView event) {
        Long entry = event.entry();
        return object().add("time", event.time().toString())
                .add("kind", name(event.kind()))
                .add("listener", text(event.listener()))
                .add("client", text(event.client()))
                .add("helo", text(event.helo()))
                .add("user", text(event.user()))
                .add("sender", text(event.sender()))
                .add("recipient", text(event.recipient()))
                .add("messageId", text(event.messageId()))
                .add("queueId", entry == null ? JsonValue.NULL : JSON.createValue(entry))
                .add("host", text(event.host()))
                .add("text", event.text())
                .build();
    }

    static JsonObject receivedReport(ReceivedReport report) {
        JsonArrayBuilder failures = array();
        report.failures()
                .forEach(failure -> failures.add(object().add("source", failure.source())
                        .add("mails", failure.mails())
                        .add("disposition", failure.disposition())));
        return object().add("id", report.id())
                .add("received", report.received().toString())
                .add("organization", report.organization())
                .add("reportId", report.reportId())
                .add("domain", report.domain())
                .add("begin", report.begin().toString())
                .add("end", report.end().toString())
                .add("policy", report.policy())
                .add("mails", report.mails())
                .add("failed", report.failed())
                .add("failures", failures)
                .build();
    }

    static JsonObject queueEntry(EntryView entry) {
        JsonArrayBuilder log = array();
        entry.log().forEach(attempt -> log.add(attempt(attempt)));
        return object().add("id", entry.id())
                .add("state", name(entry.state()))
                .add("sender", entry.sender())
                .add("recipient", entry.recipient())
                .add("domain", entry.domain())
                .add("priority", entry.priority())
                .add("arrived", entry.arrived().toString())
                .add("nextAttempt", entry.nextAttempt().toString())
                .add("expires", entry.expires().toString())
                .add("attempts", entry.attempts())
                .add("lastStatus", text(entry.lastStatus()))
                .add("lastReply", text(entry.lastReply()))
                .add("log", log)
                .build();
    }

    static JsonObject swept(QueueSweep.Swept swept) {
        return object().add("changed", swept.changed())
                .add("next", text(swept.next()))
                .build();
    }

    /** Returns a constant as the API has it, such as {@code in-delivery}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonObject attempt(AttemptView attempt) {
        return object().add("tried", attempt.tried().toString())
                .add("host", text(attempt.at().host().orElse(null)))
                .add("address", text(attempt.at().address().orElse(null)))
                .add("tlsProtocol", text(attempt.at().tlsProtocol().orElse(null)))
                .add("cipherSuite", text(attempt.at().cipherSuite().orElse(null)))
                .add("result", name(attempt.result()))
                .add("status", attempt.status())
                .add("reply", attempt.reply())
                .build();
    }

    static JsonObject route(RouteView route) {
        return object().add("domain", route.domain())
                .add("host", route.host())
                .add("port", route.port())
                .add("tls", name(route.tls()))
                .add("username", text(route.username()))
                .build();
    }

    static JsonObject setting(SettingView setting) {
        return object().add("name", setting.name())
                .add("default", setting.defaultText())
                .add("value", setting.secret() ? JsonValue.NULL : JSON.createValue(setting.value()))
                .add("source", name(setting.source()))
                .build();
    }

    static JsonObject grant(GrantView grant) {
        JsonObjectBuilder shape = object().add("id", grant.id());
        if (grant.account() == null) {
            shape.add("application", grant.application());
        } else {
            shape.add("account", grant.account());
        }
        return shape.add("address", grant.address()).build();
    }

    static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }

    static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : JSON.createValue(text);
    }

    static JsonArrayBuilder texts(Collection<String> texts) {
        return JSON.createArrayBuilder(texts);
    }
}
