package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Who changed what, over the administration API. */
@SharedServer
class AuditIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "audit.test";

    @Test
    void eachChangeIsToldWithItsAuthorAndNoFailureIs(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true");
        String accounts = V1 + "/domains/" + DOMAIN + "/accounts";
        String alice = "{\"localPart\":\"alice\",\"password\":\"wonderland\"}";
        String quota = "{\"quotaBytes\":1000,\"password\":\"looking-glass\"}";
        assertEquals(
                201,
                api.json("POST", V1 + "/domains", "{\"name\":\"audit.test\"}").statusCode());
        assertEquals(
                409,
                api.json("POST", V1 + "/domains", "{\"name\":\"audit.test\"}").statusCode());
        assertEquals(201, api.json("POST", accounts, alice).statusCode());
        assertEquals(200, api.json("PATCH", accounts + "/alice", quota).statusCode());
        assertEquals(409, api.delete(V1 + "/domains/" + DOMAIN).statusCode());
        assertEquals(
                200,
                api.json("POST", V1 + "/domains/" + DOMAIN + "/keys/rotate", "{}")
                        .statusCode());

        List<JsonObject> newest = changes(api, "?limit=4&subject=" + DOMAIN);
        assertEquals(
                List.of("signing keys made", "account changed", "account added", "domain added"),
                newest.stream().map(entry -> entry.getString("operation")).toList());
        JsonObject changed = newest.get(1);
        assertEquals("admin", changed.getString("principal"));
        assertEquals("127.0.0.1", changed.getString("client"));
        assertEquals("alice@" + DOMAIN, changed.getString("subject"));
        JsonObject detail = changed.getJsonArray("changes").getJsonObject(0);
        assertEquals("quotaBytes", detail.getString("name"));
        assertEquals("", detail.getString("before"));
        assertEquals("1000", detail.getString("after"));
        assertFalse(changed.toString().contains("looking-glass"), changed::toString);

        assertEquals(List.of(), changes(api, "?principal=nobody"));
        assertEquals(400, api.get(V1 + "/audit?after=x").statusCode());
        assertEquals(
                204, api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true").statusCode());
        assertEquals("domain removed", changes(api, "?limit=1").get(0).getString("operation"));
    }

    private static List<JsonObject> changes(Http api, String query) throws IOException {
        HttpResponse<String> response = api.get(V1 + "/audit" + query);
        assertEquals(200, response.statusCode(), response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject().getJsonArray("items").getValuesAs(JsonObject.class);
        }
    }
}
