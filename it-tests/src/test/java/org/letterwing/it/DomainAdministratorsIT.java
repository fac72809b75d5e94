package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An administrator of one domain manages it over the API, and gets at nothing else of the server. */
@SharedServer
class DomainAdministratorsIT {

    private static final String V1 = "/api/v1";
    private static final String OWN = "own.delegated.test";
    private static final String OTHER = "other.delegated.test";
    private static final String ELSEWHERE = "away.delegated.test";
    private static final String OLIVIA = "olivia@" + OWN;
    private static final String PASSWORD = "wonderland";
    private static final Duration SOON = Duration.ofSeconds(30);

    private Http api;
    private Http olivia;

    @BeforeEach
    void twoDomains(MailHost host) throws IOException {
        api = Http.administrator(host);
        clear();
        for (String domain : List.of(OWN, OTHER)) {
            made(api.json("POST", V1 + "/domains", "{\"name\":\"" + domain + "\"}"));
        }
        account(OWN, "olivia");
        account(OWN, "alice");
        account(OTHER, "bob");
        delegate(OWN, OLIVIA);
        olivia = Http.as(host, OLIVIA, PASSWORD);
    }

    @AfterEach
    void clear() throws IOException {
        api.delete(V1 + "/domains/" + OWN + "?cascade=true");
        api.delete(V1 + "/domains/" + OTHER + "?cascade=true");
        api.delete(V1 + "/routes/" + ELSEWHERE);
    }

    @Test
    void theServersAdministratorSaysWhoAdministersADomain() throws IOException {
        String path = V1 + "/domains/" + OWN + "/administrators";
        assertEquals(
                "{\"items\":[{\"account\":\"" + OLIVIA + "\"}],\"next\":null}",
                api.get(path).body());
        assertEquals(200, api.get(path + "/" + OLIVIA).statusCode());
        AdministrationApiIT.problem(409, api.json("POST", path, administrator(OLIVIA)));
        AdministrationApiIT.problem(422, api.json("POST", path, administrator("nobody@" + OWN)));
        AdministrationApiIT.problem(400, api.json("POST", path, administrator("admin")));
        AdministrationApiIT.problem(404, api.delete(path + "/bob@" + OTHER));
        assertEquals(204, api.delete(path + "/" + OLIVIA).statusCode());
        AdministrationApiIT.problem(404, api.get(path + "/" + OLIVIA));
        AdministrationApiIT.problem(403, olivia.get(V1 + "/domains"));
        String audit = api.get(V1 + "/audit?limit=2&subject=" + OWN).body();
        assertTrue(
                audit.contains("domain administrator removed") && audit.contains("domain administrator added"), audit);
    }

    @Test
    void onesOwnDomainIsManaged() throws IOException {
        String domain = V1 + "/domains/" + OWN;
        assertEquals(
                List.of(OWN),
                object(olivia.get(V1 + "/domains")).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                        .map(found -> found.getString("name"))
                        .toList());
        made(olivia.json("POST", domain + "/accounts", "{\"localPart\":\"dave\",\"password\":\"x\"}"));
        assertEquals(
                7,
                object(olivia.json("PATCH", domain + "/accounts/dave", "{\"quotaBytes\":7,\"suspended\":true}"))
                        .getInt("quotaBytes"));
        made(olivia.json("POST", domain + "/aliases", "{\"localPart\":\"*\",\"targets\":[\"dave@" + OWN + "\"]}"));
        for (String path : List.of("", "/accounts", "/accounts/dave", "/aliases", "/aliases/*", "/dns", "/keys")) {
            assertEquals(200, olivia.get(domain + path).statusCode(), path);
        }
        assertEquals(200, olivia.json("POST", domain + "/keys/rotate", "{}").statusCode());
        assertEquals(200, olivia.json("POST", domain + "/keys/activate", "{}").statusCode());
        assertEquals(204, olivia.delete(domain + "/aliases/*").statusCode());
        assertEquals(204, olivia.delete(domain + "/accounts/dave").statusCode());
        String audit = api.get(V1 + "/audit?limit=1&subject=dave@" + OWN).body();
        assertTrue(audit.contains("\"principal\":\"" + OLIVIA + "\""), audit);
    }

    @Test
    void eachOperationOnWhatIsNotOnesOwnIsRefused() throws IOException {
        JsonObject paths = object(api.get(V1 + "/openapi.json")).getJsonObject("paths");
        int asked = 0;
        for (String path : paths.keySet()) {
            for (String verb : paths.getJsonObject(path).keySet()) {
                if (path.startsWith("/health/") || path.equals("/openapi.json")) {
                    continue;
                }
                asked++;
                String operation = verb + " " + path;
                HttpResponse<String> answer = ask(verb, path, OTHER);
                switch (operation) {
                    case "get /domains", "get /queue", "get /trace" ->
                        assertEquals(200, answer.statusCode(), operation);
                    case "post /queue/{action}" -> AdministrationApiIT.problem(400, answer);
                    default -> refused(operation, answer);
                }
                if (path.startsWith("/domains/{domain}")) {
                    HttpResponse<String> none = ask(verb, path, "none.delegated.test");
                    assertEquals(
                            none.statusCode() + none.body(),
                            answer.statusCode() + answer.body().replace(OTHER, "none.delegated.test"),
                            operation);
                }
            }
        }
        assertTrue(asked > 40, paths::toString);
        assertEquals(200, api.get(V1 + "/domains/" + OTHER + "/accounts/bob").statusCode());
    }

    private HttpResponse<String> ask(String verb, String path, String domain) throws IOException {
        String asked = V1
                + path.replace("{domain}", domain)
                        .replace("{localPart}", "bob")
                        .replace("{account}", OLIVIA)
                        .replace("{action}", "delete")
                        .replaceAll("\\{\\w+}", "999999999");
        String body = "";
        if (path.endsWith("/domains")) {
            body = "{\"name\":\"new.delegated.test\"}";
        } else if (path.endsWith("/administrators")) {
            body = administrator(OLIVIA);
        } else if (path.endsWith("/aliases")) {
            body = "{\"localPart\":\"*\",\"targets\":[\"" + OLIVIA + "\"]}";
        } else if (path.endsWith("/accounts")) {
            body = "{\"localPart\":\"mole\",\"password\":\"x\"}";
        } else if (path.endsWith("/accounts/{localPart}")) {
            body = "{\"password\":\"stolen\"}";
        } else if (path.endsWith("/limits")) {
            body = "{\"maxAccounts\":1000}";
        } else if (path.endsWith("/forwarding")) {
            body = "{\"addresses\":[\"thief@elsewhere.test\"]}";
        }
        String method = verb.toUpperCase(Locale.ROOT);
        return olivia.send(
                method,
                asked,
                method.equals("GET") || method.equals("DELETE") ? null : Http.JSON,
                BodyPublishers.ofString(body),
                "If-Match",
                "\"guessed\"");
    }

    private static void refused(String operation, HttpResponse<String> answer) {
        boolean isInDomain = operation.contains("/domains/{domain}") || operation.contains("/queue/{id}");
        assertTrue(
                answer.statusCode() == 403 || isInDomain && answer.statusCode() == 404,
                () -> operation + " " + answer.statusCode() + " " + answer.body());
    }

    @Test
    void whoHasMoreRightsIsNotTakenOver() throws IOException {
        delegate(OTHER, "alice@" + OWN);
        String alice = V1 + "/domains/" + OWN + "/accounts/alice";
        assertEquals(200, olivia.get(alice).statusCode());
        String refusal = AdministrationApiIT.problem(403, olivia.json("PATCH", alice, "{\"password\":\"stolen\"}"));
        assertFalse(refusal.contains(OTHER), refusal);
        AdministrationApiIT.problem(403, olivia.json("PATCH", alice, "{\"suspended\":true}"));
        AdministrationApiIT.problem(403, olivia.delete(alice + "?cascade=true"));
    }

    @Test
    void whoIsSuspendedIsNoAdministrator() throws IOException {
        api.json("PATCH", V1 + "/domains/" + OWN + "/accounts/olivia", "{\"suspended\":true}");
        AdministrationApiIT.problem(401, olivia.get(V1 + "/domains"));
    }

    @Test
    void ofQueueAndTraceOnlyWhatConcernsTheDomainIsThere(MailHost host) throws IOException {
        try (OutboundPeer peer = new OutboundPeer();
                SmtpClient smtp = host.smtp()) {
            peer.says(command -> command.startsWith("RCPT") ? Optional.of("451 4.7.1 Later") : Optional.empty());
            made(api.json(
                    "POST",
                    V1 + "/routes",
                    "{\"domain\":\"" + ELSEWHERE + "\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                            + ",\"tls\":\"none\"}"));
            alias(OWN, "ours");
            alias(OTHER, "theirs");
            smtp.command("EHLO client.delegated.test");
            byte[] mail = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
            String reply = smtp.send("from@elsewhere.example", mail, "away@" + OWN, "away@" + OTHER);
            assertTrue(reply.startsWith("250"), reply);
            Wait.until(
                    "both wait for another attempt",
                    SOON,
                    () -> api.get(V1 + "/queue?state=waiting&domain=" + ELSEWHERE)
                                    .body()
                                    .split("Later", -1)
                                    .length
                            == 3);
            long theirs = entry(api, "theirs");
            long ours = entry(olivia, "ours");
            String list = olivia.get(V1 + "/queue").body();
            assertFalse(list.contains("theirs"), list);
            for (String action : List.of("/retry", "/hold", "/release")) {
                AdministrationApiIT.problem(404, olivia.json("POST", V1 + "/queue/" + theirs + action, ""));
            }
            AdministrationApiIT.problem(404, olivia.get(V1 + "/queue/" + theirs));
            AdministrationApiIT.problem(404, olivia.delete(V1 + "/queue/" + theirs));
            AdministrationApiIT.problem(403, olivia.json("POST", V1 + "/dead-letters/" + ours + "/bounce", ""));
            assertEquals(
                    "{\"changed\":1,\"next\":null}",
                    olivia.json("POST", V1 + "/queue/hold?all=true", "").body());
            assertEquals(204, olivia.delete(V1 + "/queue/" + ours).statusCode());
            assertEquals(200, api.get(V1 + "/queue/" + theirs).statusCode());

            Wait.until(
                    "the trace tells of it",
                    SOON,
                    () -> olivia.get(V1 + "/trace?address=away@" + OWN).body().contains("away@" + OWN));
            String traced = olivia.get(V1 + "/trace").body();
            assertFalse(traced.contains(OTHER) || traced.contains("theirs"), traced);
            for (String query : List.of("address=away@" + OTHER, "address=theirs@" + ELSEWHERE, "queueId=" + theirs)) {
                assertEquals(
                        "{\"items\":[],\"next\":null}",
                        olivia.get(V1 + "/trace?" + query).body());
            }
            api.delete(V1 + "/queue/" + theirs);
        }
    }

    private long entry(Http as, String name) throws IOException {
        return object(as.get(V1 + "/queue?recipient=" + name + "@" + ELSEWHERE))
                .getJsonArray("items")
                .getJsonObject(0)
                .getInt("id");
    }

    private void alias(String domain, String target) throws IOException {
        made(api.json(
                "POST",
                V1 + "/domains/" + domain + "/aliases",
                "{\"localPart\":\"away\",\"targets\":[\"" + target + "@" + ELSEWHERE + "\"]}"));
    }

    private void account(String domain, String name) throws IOException {
        made(api.json(
                "POST",
                V1 + "/domains/" + domain + "/accounts",
                "{\"localPart\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}"));
    }

    private void delegate(String domain, String account) throws IOException {
        made(api.json("POST", V1 + "/domains/" + domain + "/administrators", administrator(account)));
    }

    private static String administrator(String account) {
        return "{\"account\":\"" + account + "\"}";
    }

    private static void made(HttpResponse<String> response) {
        assertEquals(201, response.statusCode(), response::body);
    }

    private static JsonObject object(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
