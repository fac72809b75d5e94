package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The administration API: every verb, the shapes, and a problem document for every error. */
@SharedServer
class AdministrationApiIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "api.test";
    private static final String ACCOUNTS = V1 + "/domains/" + DOMAIN + "/accounts";
    private static final String ALIASES = V1 + "/domains/" + DOMAIN + "/aliases";

    private Http api;

    @BeforeEach
    void anEmptyDomain(MailHost host) throws IOException {
        api = Http.administrator(host);
        api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true");
        created(api.json("POST", V1 + "/domains", "{\"name\":\"" + DOMAIN + "\"}"));
    }

    @Test
    void domainsComeAndGo() throws IOException {
        api.delete(V1 + "/domains/xn--bcher-kva.api.test");
        HttpResponse<String> response = api.json("POST", V1 + "/domains", "{\"name\":\"Bücher.API.test\"}");
        JsonObject domain = created(response);
        assertEquals("bücher.api.test", domain.getString("name"));
        assertEquals("xn--bcher-kva.api.test", domain.getString("asciiName"));
        String location = response.headers().firstValue("Location").orElseThrow();
        assertTrue(location.endsWith(V1 + "/domains/xn--bcher-kva.api.test"), location);

        JsonObject shown = ok(api.get(V1 + "/domains/B%C3%BCcher.api.TEST"));
        assertEquals(domain, shown);
        assertEquals(0, shown.getInt("accounts"));
        assertEquals(0, shown.getInt("aliases"));
        problem(409, api.json("POST", V1 + "/domains", "{\"name\":\"bücher.api.test\"}"));
        assertEquals(204, api.delete(V1 + "/domains/xn--bcher-kva.api.test").statusCode());
        problem(404, api.get(V1 + "/domains/xn--bcher-kva.api.test"));
        problem(404, api.delete(V1 + "/domains/xn--bcher-kva.api.test"));
    }

    @Test
    void accountsComeChangeAndGo() throws IOException {
        JsonObject account = created(api.json(
                "POST", ACCOUNTS, "{\"localPart\":\"Alice\",\"password\":\"wonderland\",\"quotaBytes\":1000}"));
        assertEquals("alice", account.getString("localPart"));
        assertEquals("alice@" + DOMAIN, account.getString("address"));
        assertEquals(1000, account.getInt("quotaBytes"));
        assertEquals(0, account.getInt("usedBytes"));
        assertFalse(account.getString("created").isEmpty());
        assertFalse(account.containsKey("password"));
        assertEquals(account, ok(api.get(ACCOUNTS + "/ALICE")));

        assertEquals(7, ok(patch("{\"quotaBytes\":7}")).getInt("quotaBytes"));
        assertEquals(7, ok(patch("{\"password\":\"looking-glass\"}")).getInt("quotaBytes"));
        assertEquals(JsonValue.NULL, ok(patch("{\"quotaBytes\":null}")).get("quotaBytes"));
        problem(422, patch("{\"quotaBytes\":-1}"));
        problem(422, patch("{\"password\":null}"));
        problem(400, patch("{\"localPart\":\"bob\"}"));
        problem(400, patch("[]"));
        problem(404, api.json("PATCH", ACCOUNTS + "/nobody", "{\"quotaBytes\":7}"));

        problem(409, api.json("POST", ACCOUNTS, "{\"localPart\":\"alice\",\"password\":\"x\"}"));
        assertEquals(204, api.delete(ACCOUNTS + "/alice").statusCode());
        problem(404, api.get(ACCOUNTS + "/alice"));
        problem(404, api.delete(ACCOUNTS + "/alice"));
    }

    private HttpResponse<String> patch(String json) throws IOException {
        return api.send("PATCH", ACCOUNTS + "/alice", "application/merge-patch+json", BodyPublishers.ofString(json));
    }

    @Test
    void aPatchMayBePlainJson() throws IOException {
        created(api.json("POST", ACCOUNTS, "{\"localPart\":\"alice\",\"password\":\"x\"}"));
        assertEquals(
                5,
                ok(api.json("PATCH", ACCOUNTS + "/alice", "{\"quotaBytes\":5}")).getInt("quotaBytes"));
    }

    @Test
    void aliasesComeAndGo() throws IOException {
        created(api.json("POST", ACCOUNTS, "{\"localPart\":\"alice\",\"password\":\"x\"}"));
        for (String name : new String[] {"sales", "*"}) {
            JsonObject alias = created(api.json(
                    "POST", ALIASES, "{\"localPart\":\"" + name + "\",\"targets\":[\"alice@" + DOMAIN + "\"]}"));
            assertEquals(name, alias.getString("localPart"));
            assertEquals(name + "@" + DOMAIN, alias.getString("address"));
            assertEquals("alice@" + DOMAIN, alias.getJsonArray("targets").getString(0));
            assertEquals(alias, ok(api.get(ALIASES + "/" + name)));
            assertEquals(204, api.delete(ALIASES + "/" + name).statusCode());
            problem(404, api.get(ALIASES + "/" + name));
        }
        problem(422, api.json("POST", ALIASES, "{\"localPart\":\"x\",\"targets\":[\"nobody@" + DOMAIN + "\"]}"));
        problem(422, api.json("POST", ALIASES, "{\"localPart\":\"x\",\"targets\":[]}"));
        problem(400, api.json("POST", ALIASES, "{\"localPart\":\"x\",\"targets\":\"alice@api.test\"}"));
        problem(409, api.json("POST", ALIASES, "{\"localPart\":\"alice\",\"targets\":[\"alice@api.test\"]}"));
    }

    @Test
    void whatIsNotEmptyGoesWithItsContentsOnly() throws IOException {
        created(api.json("POST", ACCOUNTS, "{\"localPart\":\"alice\",\"password\":\"x\"}"));
        problem(409, api.delete(V1 + "/domains/" + DOMAIN));
        problem(409, api.delete(V1 + "/domains/" + DOMAIN + "?cascade=false"));
        problem(400, api.delete(V1 + "/domains/" + DOMAIN + "?cascade=yes"));
        assertEquals(
                204, api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true").statusCode());
        problem(404, api.get(ACCOUNTS));
        problem(404, api.get(ALIASES));
    }

    @Test
    void listsComeInPages() throws IOException {
        for (String name : new String[] {"a", "b", "c"}) {
            created(api.json("POST", ACCOUNTS, "{\"localPart\":\"" + name + "\",\"password\":\"x\"}"));
        }
        JsonObject first = ok(api.get(ACCOUNTS + "?limit=2"));
        assertEquals(2, first.getJsonArray("items").size());
        JsonObject second = ok(api.get(ACCOUNTS + "?limit=2&after=" + first.getString("next")));
        assertEquals("c", second.getJsonArray("items").getJsonObject(0).getString("localPart"));
        assertEquals(JsonValue.NULL, second.get("next"));
        for (String limit : new String[] {"0", "-1", "1001", "x"}) {
            problem(400, api.get(ACCOUNTS + "?limit=" + limit));
        }
        assertEquals("{\"items\":[],\"next\":null}", api.get(ALIASES).body());
        ok(api.get(V1 + "/domains?limit=1000"));
        assertTrue(ok(api.get(V1 + "/listeners")).containsKey("items"));
        problem(404, api.delete(V1 + "/listeners/999999999"));
    }

    @Test
    void aRequestMustBeAJsonObjectOfKnownMembers() throws IOException {
        String path = V1 + "/domains";
        for (String body : new String[] {"", "{", "[]", "null", "{} {}", "{\"name\":\"a.test\",\"name\":\"b.test\"}"}) {
            problem(400, api.json("POST", path, body));
        }
        assertTrue(problem(400, api.json("POST", path, "{}")).contains("'name'"));
        assertTrue(problem(400, api.json("POST", path, "{\"name\":7}")).contains("'name'"));
        assertTrue(problem(400, api.json("POST", path, "{\"name\":\"x.test\",\"odd\":1}"))
                .contains("'odd'"));
        problem(400, api.json("POST", path, "{\"name\":\"exa mple\"}"));
        String account = "{\"localPart\":\"a\",\"password\":\"x\",\"quotaBytes\":";
        assertTrue(problem(400, api.json("POST", ACCOUNTS, account + "\"1\"}")).contains("'quotaBytes'"));
        problem(422, api.json("POST", ACCOUNTS, account + "-1}"));
        byte[] latin = "{\"name\":\"ü.test\"}".getBytes(StandardCharsets.ISO_8859_1);
        problem(400, api.send("POST", path, Http.JSON, BodyPublishers.ofByteArray(latin)));
        problem(413, api.json("POST", path, " ".repeat(2_000_000)));
    }

    @Test
    void aBrowsersFormIsRefused() throws IOException {
        String body = "{\"name\":\"form.test\"}";
        for (String type :
                new String[] {null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
            problem(415, api.send("POST", V1 + "/domains", type, BodyPublishers.ofString(body)));
        }
        problem(404, api.get(V1 + "/domains/form.test"));
    }

    @Test
    void whatHttpCantDoIsAProblemToo() throws IOException {
        problem(404, api.get(V1 + "/nothing"));
        problem(404, api.get(V1));
        problem(404, api.get("/api/v2/domains"));
        HttpResponse<String> refused = api.json("PUT", V1 + "/domains/" + DOMAIN, "{}");
        problem(405, refused);
        assertTrue(refused.headers().firstValue("Allow").orElse("").contains("DELETE"));
        problem(406, api.send("GET", V1 + "/domains", null, BodyPublishers.noBody(), "Accept", "text/html"));
    }

    @Test
    void theStatusTellsWhatRuns(MailHost host) throws IOException {
        JsonObject status = ok(api.get(V1 + "/status"));
        assertTrue(status.getBoolean("ready"));
        assertTrue(status.getJsonArray("obstacles").isEmpty());
        assertTrue(status.getString("version").matches("\\d+\\..*"), status.toString());
        assertTrue(status.getJsonArray("listeners").stream()
                .map(JsonValue::asJsonObject)
                .anyMatch(l -> l.getString("name").equals("smtp")
                        && l.getInt("port") == host.ports().smtp()));
        JsonObject database = status.getJsonObject("database");
        assertFalse(database.getString("product").isEmpty());
        assertFalse(database.getString("version").isEmpty());
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, database.getJsonArray("warnings"));
    }

    @Test
    void theApiMakesNoSession() throws IOException {
        HttpResponse<String> response = api.get(V1 + "/domains");
        assertTrue(response.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals(
                "nosniff",
                response.headers().firstValue("X-Content-Type-Options").orElse(""));
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return document(Http.JSON, response);
    }

    private static JsonObject created(HttpResponse<String> response) {
        assertEquals(201, response.statusCode(), response.body());
        assertTrue(response.headers().firstValue("Location").isPresent());
        return document(Http.JSON, response);
    }

    /** Checks that a response is a problem document (RFC 9457), and returns its detail. */
    static String problem(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        JsonObject problem = document("application/problem+json", response);
        assertEquals("about:blank", problem.getString("type"));
        assertFalse(problem.getString("title").isEmpty());
        assertEquals(status, problem.getInt("status"));
        assertFalse(problem.getString("detail").isEmpty());
        return problem.getString("detail");
    }

    private static JsonObject document(String type, HttpResponse<String> response) {
        assertEquals(type, response.headers().firstValue("Content-Type").orElse(""), response.body());
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
