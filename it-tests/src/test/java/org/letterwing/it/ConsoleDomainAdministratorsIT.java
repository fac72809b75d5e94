package org.letterwing.it;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The console in a real browser, as the administrator of one domain uses it. */
@SharedServer
class ConsoleDomainAdministratorsIT {

    private static final String OWN = "own.managed.test";
    private static final String OTHER = "other.managed.test";
    private static final String OLIVIA = "olivia@" + OWN;
    private static final String PASSWORD = "wonderland";
    private static final List<String> THE_SERVERS =
            List.of("", "overview", "applications", "routes", "security", "audit", "settings");

    private MailHost host;
    private Http api;
    private Browser browser;

    @BeforeEach
    void twoDomains(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        clear();
        for (String domain : List.of(OWN, OTHER)) {
            api.json("POST", "/api/v1/domains", "{\"name\":\"" + domain + "\"}");
        }
        api.json(
                "POST",
                "/api/v1/domains/" + OWN + "/accounts",
                "{\"localPart\":\"olivia\",\"password\":\"" + PASSWORD + "\"}");
    }

    @AfterEach
    void closeIt() throws IOException {
        if (browser != null) {
            browser.close();
        }
        clear();
    }

    private void clear() throws IOException {
        api.delete("/api/v1/domains/" + OWN + "?cascade=true");
        api.delete("/api/v1/domains/" + OTHER + "?cascade=true");
    }

    @Test
    void theRightIsGivenAndTakenBackOnTheDomainsPage() throws IOException {
        browser = Browser.start(host, "en", "Europe/Berlin");
        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Sign out");
        browser.open("/domain.xhtml?name=" + OWN);
        browser.fill("administrators:account", "nobody@" + OWN);
        browser.press("administrators:add");
        browser.awaitText("There is no account nobody@" + OWN);
        browser.fill("administrators:account", OLIVIA);
        browser.press("administrators:add");
        browser.awaitText(OLIVIA + " administers " + OWN);
        browser.check("domain-administrators");
        assertEquals(200, Http.as(host, OLIVIA, PASSWORD).get("/api/v1/domains").statusCode());
        browser.fill("domainLimits:accounts", "many");
        browser.press("domainLimits:save");
        browser.awaitText("Write a whole number");
        browser.fill("domainLimits:accounts", "-1");
        browser.press("domainLimits:save");
        browser.awaitText("A limit of -1 can't be");
        browser.fill("domainLimits:accounts", "2");
        browser.fill("domainLimits:quota", "1 GB");
        browser.press("domainLimits:save");
        browser.awaitText("The limits of " + OWN + " are changed");
        assertEquals(
                "{\"maxAccounts\":2,\"maxAliases\":null,\"maxQuotaBytes\":1073741824}",
                api.get("/api/v1/domains/" + OWN + "/limits").body());
        browser.press("administrators:table:0:remove");
        browser.press("removeAdministrator:confirm");
        browser.awaitText(OLIVIA + " no longer administers " + OWN);
        assertEquals(403, Http.as(host, OLIVIA, PASSWORD).get("/api/v1/domains").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "en, Sign out, You may not see this page., You administer no domain",
        "de, Abmelden, Sie dürfen diese Seite nicht sehen., Sie verwalten keine Domain"
    })
    void onesOwnDomainIsManagedAndTheServersPagesAreDenied(
            String language, String signedIn, String denied, String nothingLeft) throws IOException {
        delegate();
        browser = Browser.start(host, language, "Europe/Berlin");
        browser.signIn(OLIVIA, PASSWORD);
        browser.awaitText(signedIn);
        browser.awaitText(OWN); // the first page is that of the domains
        assertFalse(browser.text().contains(OTHER), browser::text);
        assertEquals(
                List.of("domains.xhtml", "queue.xhtml", "trace.xhtml", "account.xhtml"),
                browser.script(
                        "return [...document.querySelectorAll('.lw-nav a')].map(link => link.getAttribute('href'))"));
        browser.check("own-domains-" + language);
        for (String page : List.of("domains", "queue", "trace", "account")) {
            browser.open("/" + page + ".xhtml");
            browser.awaitText(signedIn);
            assertEquals(200L, status("/" + page + ".xhtml"), page);
            browser.check("own-" + page + "-" + language);
        }
        api.json("PATCH", "/api/v1/domains/" + OWN + "/limits", "{\"maxAccounts\":2,\"maxQuotaBytes\":1073741824}");
        browser.open("/domain.xhtml?name=" + OWN);
        browser.awaitText(OLIVIA);
        browser.awaitText("1 GB");
        browser.check("own-domain-" + language);
        for (String page : THE_SERVERS) {
            assertEquals(403L, status(page.isEmpty() ? "/" : "/" + page + ".xhtml"), page);
        }
        for (String page : List.of("domain.xhtml?name=", "import.xhtml?name=")) {
            assertEquals(404L, status("/" + page + OTHER), page);
            assertEquals(404L, status("/" + page + "none.managed.test"), page);
        }
        assertEquals(404L, status("/mail.xhtml?entry=999999999"));

        browser.open("/domain.xhtml?name=" + OWN);
        browser.awaitText(OLIVIA);
        assertEquals(true, browser.script("return document.getElementById('administrators') === null"));
        browser.press("accounts:begin");
        browser.fill("addAccount:localPart", "dave");
        browser.fill("addAccount:password", PASSWORD);
        browser.press("addAccount:save");
        browser.awaitText("dave@" + OWN);
        browser.press("accounts:begin");
        browser.fill("addAccount:localPart", "erin");
        browser.fill("addAccount:password", PASSWORD);
        browser.press("addAccount:save");
        browser.awaitText(OWN + (language.equals("en") ? " may have 2 accounts" : " darf 2 Konten haben"));

        browser.open("/audit.xhtml");
        browser.awaitText(denied);
        browser.picture("denied-" + language);
        browser.press(By.cssSelector("main a.ui-button"));
        browser.awaitText(OWN);

        // What is taken back ends at once, in the session too.
        api.delete("/api/v1/domains/" + OWN + "/administrators/" + OLIVIA);
        browser.open("/domains.xhtml");
        browser.awaitText(nothingLeft);
        assertEquals(404L, status("/domain.xhtml?name=" + OWN));
    }

    private void delegate() throws IOException {
        assertEquals(
                201,
                api.json("POST", "/api/v1/domains/" + OWN + "/administrators", "{\"account\":\"" + OLIVIA + "\"}")
                        .statusCode());
    }

    /** Asks for a page in the session of the browser. */
    private long status(String path) {
        return (Long) browser.script("const asked = new XMLHttpRequest(); asked.open('GET', '/letterwing" + path
                + "', false); asked.send(); return asked.status");
    }
}
