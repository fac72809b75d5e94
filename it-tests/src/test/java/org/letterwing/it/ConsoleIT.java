package org.letterwing.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The console as a browser without scripts uses it: signing in and out, and managing domains and accounts. */
@SharedServer
class ConsoleIT {

    private static final String DOMAIN = "console.test";
    private static final String LOGIN = "/login.xhtml";
    private static final String HOME = "/domains.xhtml";
    private static final String OWN = "/account.xhtml";
    private static final String START = "/overview.xhtml";
    private static final String DOMAIN_PAGE = "/domain.xhtml?name=" + DOMAIN;
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]*)\"");

    private MailHost host;
    private Http browser;

    @BeforeEach
    void aBrowser(MailHost mailHost) throws IOException {
        host = mailHost;
        browser = Http.anonymous(host);
        api().delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
    }

    private Http api() {
        return Http.administrator(host);
    }

    @Test
    void anAdministratorManagesADomain() throws IOException {
        signIn("admin", host.adminPassword());
        press(HOME, "domains", "add", Map.of("name", DOMAIN));
        assertEquals(200, api().get("/api/v1/domains/" + DOMAIN).statusCode());
        assertTrue(browser.get(HOME).body().contains(DOMAIN));

        press(
                DOMAIN_PAGE,
                "addAccount",
                "save",
                Map.of("localPart", "alice", "password", "wonderland", "quota", "2 MB"));
        String account =
                api().get("/api/v1/domains/" + DOMAIN + "/accounts/alice").body();
        assertTrue(account.contains("\"quotaBytes\":2097152"), account);
        assertTrue(browser.get(DOMAIN_PAGE).body().contains("alice@" + DOMAIN));

        press(DOMAIN_PAGE, "addAlias", "save", Map.of("localPart", "sales", "targets", "alice@" + DOMAIN));
        assertTrue(browser.get(DOMAIN_PAGE).body().contains("sales@" + DOMAIN));
        String conflict =
                press(DOMAIN_PAGE, "addAlias", "save", Map.of("localPart", "sales", "targets", "alice@" + DOMAIN));
        assertTrue(conflict.contains("already"), "The refusal is not on the page");
        assertEquals(404, browser.get("/domain.xhtml?name=nowhere.test").statusCode());
    }

    @Test
    void aRefusalIsInTheLanguageOfThePage() throws IOException {
        signIn("admin", host.adminPassword());
        press(HOME, "language", "de", Map.of(), 302);
        assertTrue(press(HOME, "domains", "add", Map.of("name", "a b")).contains("ist kein Domainname"));
        press(HOME, "language", "en", Map.of(), 302);
        assertTrue(press(HOME, "domains", "add", Map.of("name", "a b")).contains("is no domain name"));
        String answer =
                api().json("POST", "/api/v1/domains", "{\"name\":\"a b\"}").body();
        assertTrue(answer.contains("is no domain name"), answer);
    }

    @Test
    void signingInBeginsANewSessionAndSigningOutEndsIt() throws IOException {
        browser.get(LOGIN);
        String before = browser.session();
        assertFalse(before.isEmpty());
        signIn("admin", host.adminPassword());
        String after = browser.session();
        assertNotEquals(before, after);

        assertEquals(302, press(HOME, "session", "out", Map.of(), 302).statusCode());
        assertEquals(302, browser.get(HOME).statusCode());
    }

    @Test
    void whoIsNoAdministratorStaysOut() throws IOException {
        api().json("POST", "/api/v1/domains", "{\"name\":\"" + DOMAIN + "\"}");
        api().json(
                        "POST",
                        "/api/v1/domains/" + DOMAIN + "/accounts",
                        "{\"localPart\":\"alice\",\"password\":\"wonderland\"}");
        for (String[] pair : new String[][] {{"admin", "wrong"}, {"nobody", "x"}, {"alice@" + DOMAIN, "wrong"}}) {
            String page = press(LOGIN, "login", "signIn", Map.of("user", pair[0], "password", pair[1]));
            assertTrue(page.contains("User or password is wrong"), pair[0]);
            assertEquals(302, browser.get(HOME).statusCode(), pair[0]);
        }
    }

    @Test
    void theOwnerOfAnAccountSeesThatAlone() throws IOException {
        api().json("POST", "/api/v1/domains", "{\"name\":\"" + DOMAIN + "\"}");
        api().json(
                        "POST",
                        "/api/v1/domains/" + DOMAIN + "/accounts",
                        "{\"localPart\":\"alice\",\"password\":\"wonderland\"}");
        press(LOGIN, "login", "signIn", Map.of("user", "alice@" + DOMAIN, "password", "wonderland"), 302);
        assertTrue(browser.get(OWN).body().contains("alice@" + DOMAIN));
        for (String page : List.of(START, HOME, DOMAIN_PAGE, "/import.xhtml?name=" + DOMAIN, "/")) {
            assertEquals(403, browser.get(page).statusCode(), page);
        }
        assertTrue(press(OWN, "own", "save", Map.of("present", "wrong", "password", "looking-glass"))
                .contains("The present password is wrong"));
        press(OWN, "own", "save", Map.of("present", "wonderland", "password", "looking-glass"));
        assertEquals(
                403,
                Http.as(host, "alice@" + DOMAIN, "looking-glass")
                        .get("/api/v1/domains")
                        .statusCode());
        assertEquals(
                401,
                Http.as(host, "alice@" + DOMAIN, "wonderland")
                        .get("/api/v1/domains")
                        .statusCode());

        browser = Http.anonymous(host);
        signIn("admin", host.adminPassword());
        assertTrue(browser.get(OWN).body().contains("<h1>admin</h1>"));
    }

    @Test
    void aSessionOpensTheConsoleAndNotTheApi() throws IOException {
        signIn("admin", host.adminPassword());
        assertEquals(200, browser.get(HOME).statusCode());
        AdministrationApiIT.problem(401, browser.get("/api/v1/domains"));
        assertEquals(302, Http.administrator(host).get(HOME).statusCode(), "HTTP Basic is for the API alone");
    }

    @Test
    void aRequestFromAnotherSiteDoesNothing() throws IOException {
        signIn("admin", host.adminPassword());
        browser.form(HOME, Map.of("domains", "domains", "domains:name", DOMAIN, "domains:add", ""));
        browser.form(
                HOME,
                Map.of(
                        "domains",
                        "domains",
                        "domains:name",
                        DOMAIN,
                        "domains:add",
                        "",
                        "jakarta.faces.ViewState",
                        "1:1"));
        assertEquals(404, api().get("/api/v1/domains/" + DOMAIN).statusCode());
    }

    @Test
    void pagesAreGuardedInTheBrowserToo() throws IOException {
        HttpResponse<String> page = browser.get(LOGIN);
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Strict"), cookie);
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertTrue(policy.contains("script-src 'self' 'nonce-"), policy);
        assertFalse(page.body().contains(" onclick="), "An inline handler, which the policy would not run");
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
    }

    private void signIn(String user, String password) throws IOException {
        HttpResponse<String> response =
                press(LOGIN, "login", "signIn", Map.of("user", user, "password", password), 302);
        assertTrue(response.headers().firstValue("Location").orElse("").contains(START));
    }

    private String press(String page, String form, String button, Map<String, String> fields) throws IOException {
        return press(page, form, button, fields, 200).body();
    }

    private HttpResponse<String> press(String page, String form, String button, Map<String, String> fields, int status)
            throws IOException {
        HttpResponse<String> response = press(browser, page, form, button, fields);
        assertEquals(status, response.statusCode(), response.body());
        return response;
    }

    /** Loads a page, fills a form of it in, and presses a button. */
    static HttpResponse<String> press(Http browser, String page, String form, String button, Map<String, String> fields)
            throws IOException {
        String html = browser.get(page).body();
        Map<String, String> sent = new HashMap<>();
        fields.forEach((name, value) -> sent.put(form + ":" + name, value));
        sent.put(form, form);
        sent.put(form + ":" + button, "");
        sent.put("jakarta.faces.ViewState", first(VIEW_STATE, html));
        sent.put("primefaces.nonce", first(NONCE, html));
        return browser.form(page, sent);
    }

    private static String first(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        assertTrue(matcher.find(), () -> pattern + " is not in " + html);
        return matcher.group(1);
    }
}
