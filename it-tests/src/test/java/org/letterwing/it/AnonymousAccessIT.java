package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who has not signed in gets nothing of the console, the API or the beans behind them; nor does a mere account. */
@SharedServer
class AnonymousAccessIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/overview.xhtml",
            "/account.xhtml",
            "/domains.xhtml",
            "/domains.xhtml?x=/login.xhtml",
            "/domain.xhtml?name=example.com",
            "/applications.xhtml",
            "/queue.xhtml",
            "/mail.xhtml?entry=1",
            "/trace.xhtml",
            "/routes.xhtml",
            "/security.xhtml",
            "/audit.xhtml",
            "/settings.xhtml",
            "/import.xhtml?name=example.com",
            "/error.xhtml",
            "/error",
            "/nowhere.xhtml",
            "/nowhere",
            "/resources/letterwing/console.css",
            "/jakarta.faces.resource/../domains.xhtml",
            "//domains.xhtml");
    private static final List<String> API = List.of(
            "/api/v1/domains",
            "/api/v1/domains/example.com",
            "/api/v1/domains/example.com/accounts",
            "/api/v1/domains/example.com/accounts/alice",
            "/api/v1/domains/example.com/aliases",
            "/api/v1/domains/example.com/aliases/*",
            "/api/v1/listeners",
            "/api/v1/listeners/1",
            "/api/v1/audit",
            "/api/v1/trace",
            "/api/v1/tokens",
            "/api/v1/sessions",
            "/api/v1/access",
            "/api/v1/limits",
            "/api/v1/openapi.json",
            "/api/v1/status",
            "/api/v1/settings",
            "/api/v1/queue/delete?all=true",
            "/api/v1/nothing",
            "/api/v1",
            "/api/",
            "/api/v1/health/../domains",
            "/api/v1/health/%2e%2e/domains",
            "/api/v1/domains;x=/health/",
            "//api/v1/domains");

    /** An application beside Letterwing, whose page calls a bean of Letterwing's without having signed in. */
    @Deployment(testable = false)
    static WebArchive neighbour() {
        return ShrinkWrap.create(WebArchive.class, "neighbour.war")
                .addClass(AnonymousCaller.class)
                .addAsWebInfResource(
                        new StringAsset("<jboss-deployment-structure><deployment><dependencies>"
                                + "<module name=\"deployment.letterwing.ear.letterwing-ejb.jar\"/>"
                                + "</dependencies></deployment></jboss-deployment-structure>"),
                        "jboss-deployment-structure.xml");
    }

    @Test
    void strangersGetNothing(MailHost host) throws IOException {
        assertStrangersStayOut(host);
    }

    /** Checks it on any server. */
    static void assertStrangersStayOut(MailHost host) throws IOException {
        Http stranger = Http.anonymous(host);
        for (String page : PAGES) {
            HttpResponse<String> response = stranger.get(page);
            assertEquals(302, response.statusCode(), page);
            assertTrue(response.headers().firstValue("Location").orElse("").endsWith("/letterwing/login.xhtml"), page);
        }
        assertEquals(404, stranger.get("/WEB-INF/web.xml").statusCode());
        for (Http someone : List.of(stranger, Http.as(host, "admin", "wrong"), Http.as(host, "nobody@x.test", ""))) {
            for (String path : API) {
                for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
                    assertChallenged(
                            method,
                            someone.send(method, path, Http.JSON, BodyPublishers.ofString("{\"name\":\"x.y\"}")));
                }
            }
        }
        assertNoOperationIsForStrangers(host);
        assertEquals(200, stranger.get("/login.xhtml").statusCode());
        assertEquals(200, stranger.get("/api/v1/health/live").statusCode());
        assertEquals(200, stranger.get("/api/v1/health/ready").statusCode());
        assertEquals(200, Http.administrator(host).get("/api/v1/domains").statusCode());
    }

    /** Asks for each operation that the API says it has. */
    private static void assertNoOperationIsForStrangers(MailHost host) throws IOException {
        String document = Http.administrator(host).get("/api/v1/openapi.json").body();
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            JsonObject paths = reader.readObject().getJsonObject("paths");
            assertTrue(paths.size() > 30, document);
            for (String path : paths.keySet()) {
                for (String verb : paths.getJsonObject(path).keySet()) {
                    String method = verb.toUpperCase(Locale.ROOT);
                    String asked = "/api/v1" + path.replaceAll("\\{\\w+}", "1");
                    for (Http someone : List.of(Http.anonymous(host), Http.bearer(host, "lwt_" + "A".repeat(43)))) {
                        if (!path.startsWith("/health/")) {
                            assertChallenged(
                                    method, someone.send(method, asked, Http.JSON, BodyPublishers.ofString("{}")));
                        }
                    }
                }
            }
        }
    }

    private static void assertChallenged(String method, HttpResponse<String> response) {
        assertEquals(401, response.statusCode(), () -> response + " " + response.body());
        assertTrue(response.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic realm="));
        if (!method.equals("HEAD")) {
            AdministrationApiIT.problem(401, response);
        }
    }

    @Test
    void anAccountMayNotManageTheServer(MailHost host) throws IOException {
        Http administrator = Http.administrator(host);
        administrator.json("POST", "/api/v1/domains", "{\"name\":\"access.test\"}");
        administrator.json(
                "POST",
                "/api/v1/domains/access.test/accounts",
                "{\"localPart\":\"alice\",\"password\":\"wonderland\"}");
        Http alice = Http.as(host, "alice@access.test", "wonderland");
        AdministrationApiIT.problem(403, alice.get("/api/v1/domains"));
        AdministrationApiIT.problem(403, alice.get("/api/v1/status"));
        AdministrationApiIT.problem(403, alice.delete("/api/v1/domains/access.test?cascade=true"));
        assertEquals(
                200,
                administrator.get("/api/v1/domains/access.test/accounts/alice").statusCode());
    }

    @Test
    void theBeansThemselvesRefuseStrangers(MailHost host) throws IOException {
        assertEquals("refused", Http.of(host, "/neighbour").get("/call").body());
    }
}
