package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How programs use the administration API: by tokens, its document, and entity tags. */
@SharedServer
class ApiAccessIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "access.api.test";
    private static final String DOMAINS = V1 + "/domains";
    private static final String ALICE = DOMAINS + "/" + DOMAIN + "/accounts/alice";
    private static final String TOKENS = V1 + "/tokens";
    private static final String NAME = "api-access-";

    private Http api;

    @BeforeEach
    void aDomainAndNoTokens(MailHost host) throws IOException {
        api = Http.administrator(host);
        api.delete(DOMAINS + "/" + DOMAIN + "?cascade=true");
        api.json("POST", DOMAINS, "{\"name\":\"" + DOMAIN + "\"}");
        api.json("POST", DOMAINS + "/" + DOMAIN + "/accounts", "{\"localPart\":\"alice\",\"password\":\"wonderland\"}");
        removeTokens();
    }

    @AfterEach
    void removeTokens() throws IOException {
        for (JsonObject token : ok(api.get(TOKENS)).getJsonArray("items").getValuesAs(JsonObject.class)) {
            if (token.getString("name").startsWith(NAME)) {
                api.delete(TOKENS + "/" + token.getInt("id"));
            }
        }
    }

    @Test
    void aTokenToReadSeesAllAndChangesNothing(MailHost host) throws IOException {
        JsonObject made = token("reader", "read");
        Http reader = Http.bearer(host, made.getString("secret"));
        for (String path : List.of(DOMAINS, ALICE, V1 + "/status", V1 + "/audit", TOKENS, V1 + "/queue")) {
            assertEquals(ok(api.get(path)).keySet(), ok(reader.get(path)).keySet(), path);
        }
        AdministrationApiIT.problem(403, reader.json("POST", DOMAINS, "{\"name\":\"other.api.test\"}"));
        AdministrationApiIT.problem(403, reader.json("PATCH", ALICE, "{\"quotaBytes\":7}"));
        AdministrationApiIT.problem(403, reader.delete(ALICE));
        AdministrationApiIT.problem(403, reader.json("POST", DOMAINS + "/" + DOMAIN + "/keys/rotate", "{}"));
        AdministrationApiIT.problem(403, reader.delete(TOKENS + "/" + made.getInt("id")));
        assertEquals(JsonValue.NULL, ok(api.get(ALICE)).get("quotaBytes"));
    }

    @Test
    void aTokenToWriteChangesThingsInItsOwnName(MailHost host) throws IOException {
        Http writer = Http.bearer(host, token("writer", "write").getString("secret"));
        assertEquals(7, ok(writer.json("PATCH", ALICE, "{\"quotaBytes\":7}")).getInt("quotaBytes"));
        JsonObject change = ok(api.get(V1 + "/audit?limit=1&subject=alice@" + DOMAIN))
                .getJsonArray("items")
                .getJsonObject(0);
        assertEquals("token:" + NAME + "writer", change.getString("principal"));
        AdministrationApiIT.problem(422, writer.json("POST", TOKENS, request("other", "write")));
    }

    @Test
    void aTokenIsShownOnceAndItsUseIsKept(MailHost host) throws IOException {
        JsonObject made = token("reader", "read");
        String path = TOKENS + "/" + made.getInt("id");
        JsonObject shown = ok(api.get(path));
        assertFalse(shown.containsKey("secret"));
        assertEquals(JsonValue.NULL, shown.get("lastUsed"));
        Http.bearer(host, made.getString("secret")).get(DOMAINS);
        assertNotEquals(JsonValue.NULL, ok(api.get(path)).get("lastUsed"));
        AdministrationApiIT.problem(409, api.json("POST", TOKENS, request("reader", "read")));
        AdministrationApiIT.problem(422, api.json("POST", TOKENS, request("other", "everything")));
        AdministrationApiIT.problem(
                400, api.json("POST", TOKENS, "{\"name\":\"x\",\"scope\":\"read\",\"expires\":\"tomorrow\"}"));
    }

    @Test
    void whoseTokenWasTakenBackIsAStranger(MailHost host) throws IOException {
        JsonObject made = token("reader", "read");
        Http reader = Http.bearer(host, made.getString("secret"));
        ok(reader.get(DOMAINS));
        assertEquals(204, api.delete(TOKENS + "/" + made.getInt("id")).statusCode());
        HttpResponse<String> refused = reader.get(DOMAINS);
        AdministrationApiIT.problem(401, refused);
        assertTrue(
                refused.headers().allValues("WWW-Authenticate").stream()
                        .anyMatch(
                                challenge -> challenge.equals("Bearer realm=\"Letterwing\", error=\"invalid_token\"")),
                () -> refused.headers().toString());
    }

    @Test
    void aTokenIsNoWayIntoTheConsole(MailHost host) throws IOException {
        Http writer = Http.bearer(host, token("writer", "write").getString("secret"));
        assertEquals(302, writer.get("/domains.xhtml").statusCode());
    }

    @Test
    void theDocumentHasEachPathThatTheServerHas() throws IOException {
        JsonObject document = ok(api.get(V1 + "/openapi.json"));
        assertEquals(
                "/letterwing" + V1,
                document.getJsonArray("servers").getJsonObject(0).getString("url"));
        JsonObject paths = document.getJsonObject("paths");
        assertTrue(
                paths.keySet().containsAll(List.of("/domains/{domain}/dns", "/tokens/{id}", "/openapi.json", "/trace")),
                () -> paths.keySet().toString());
        for (String path : paths.keySet()) {
            HttpResponse<String> asked = api.send(
                    "OPTIONS",
                    V1 + path.replace("{action}", "retry").replaceAll("\\{\\w+}", "1"),
                    null,
                    BodyPublishers.noBody());
            Set<String> allowed = new TreeSet<>(
                    Arrays.asList(asked.headers().firstValue("Allow").orElse("").split(", ?")));
            allowed.removeAll(Set.of("HEAD", "OPTIONS"));
            Set<String> told = new TreeSet<>();
            paths.getJsonObject(path).keySet().forEach(verb -> told.add(verb.toUpperCase(Locale.ROOT)));
            if (path.endsWith("{action}")) { // which is a key, too, for the server
                assertTrue(allowed.containsAll(told), path);
            } else {
                assertEquals(allowed, told, path);
            }
        }
    }

    @Test
    void theDocumentNamesTheMembersThatTheServerTakes() throws IOException {
        JsonObject document = ok(api.get(V1 + "/openapi.json"));
        JsonObject paths = document.getJsonObject("paths");
        int bodies = 0;
        for (String path : paths.keySet()) {
            for (String verb : paths.getJsonObject(path).keySet()) {
                JsonObject body = paths.getJsonObject(path).getJsonObject(verb).getJsonObject("requestBody");
                if (body != null) {
                    bodies++;
                    String schema = body.getJsonObject("content")
                            .getJsonObject(Http.JSON)
                            .getJsonObject("schema")
                            .getString("$ref");
                    JsonObject members = document.getJsonObject("components")
                            .getJsonObject("schemas")
                            .getJsonObject(schema.replaceFirst(".*/", ""))
                            .getJsonObject("properties");
                    String refusal = AdministrationApiIT.problem(
                            400,
                            api.json(
                                    verb.toUpperCase(Locale.ROOT),
                                    V1 + path.replace("{action}", "retry").replaceAll("\\{\\w+}", "1"),
                                    "{\"no such member\":1}"));
                    assertEquals(
                            new TreeSet<>(members.keySet()),
                            new TreeSet<>(Arrays.asList(
                                    refusal.replaceFirst(".*Known are: ", "").split(", "))),
                            path);
                }
            }
        }
        assertTrue(bodies >= 7, document::toString);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        for (String path : List.of(ALICE, DOMAINS + "/" + DOMAIN, V1 + "/openapi.json")) {
            String tag = tag(path);
            HttpResponse<String> same = get(path, tag);
            assertEquals(304, same.statusCode(), path);
            assertEquals("", same.body());
            assertEquals(tag, same.headers().firstValue("ETag").orElse(""));
            assertEquals(304, get(path, "W/" + tag + ", \"x\"").statusCode());
            assertEquals(200, get(path, "\"x\"").statusCode());
        }
        String before = tag(ALICE);
        ok(api.json("PATCH", ALICE, "{\"quotaBytes\":7}"));
        assertEquals(200, get(ALICE, before).statusCode());
    }

    @Test
    void whatIsNotAsItWasSeenIsNotChanged() throws IOException {
        String seen = tag(ALICE);
        HttpResponse<String> changed = change("PATCH", ALICE, seen, "{\"quotaBytes\":7}");
        assertEquals(7, ok(changed).getInt("quotaBytes"));
        assertEquals(tag(ALICE), changed.headers().firstValue("ETag").orElse(""));
        AdministrationApiIT.problem(412, change("PATCH", ALICE, seen, "{\"quotaBytes\":8}"));
        AdministrationApiIT.problem(412, change("DELETE", ALICE, seen, ""));
        AdministrationApiIT.problem(412, change("DELETE", ALICE, "W/" + tag(ALICE), ""));
        assertEquals(7, ok(api.get(ALICE)).getInt("quotaBytes"));
        assertEquals(204, change("DELETE", ALICE, tag(ALICE), "").statusCode());

        String domain = DOMAINS + "/" + DOMAIN;
        AdministrationApiIT.problem(412, change("DELETE", domain, "\"x\"", ""));
        assertEquals(204, change("DELETE", domain, "*", "").statusCode());
    }

    private HttpResponse<String> get(String path, String ifNoneMatch) throws IOException {
        return api.send("GET", path, null, BodyPublishers.noBody(), "If-None-Match", ifNoneMatch);
    }

    private HttpResponse<String> change(String method, String path, String ifMatch, String json) throws IOException {
        return api.send(
                method, path, json.isEmpty() ? null : Http.JSON, BodyPublishers.ofString(json), "If-Match", ifMatch);
    }

    private String tag(String path) throws IOException {
        return api.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private JsonObject token(String name, String scope) throws IOException {
        HttpResponse<String> made = api.json("POST", TOKENS, request(name, scope));
        assertEquals(201, made.statusCode(), made::body);
        return object(made);
    }

    private static String request(String name, String scope) {
        return Json.createObjectBuilder()
                .add("name", NAME + name)
                .add("scope", scope)
                .add("expires", Instant.now().plus(Duration.ofDays(1)).toString())
                .build()
                .toString();
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response::body);
        return object(response);
    }

    private static JsonObject object(HttpResponse<String> response) {
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
