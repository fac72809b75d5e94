package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The console in a real browser, as an administrator uses it. */
@SharedServer
class ConsolePagesIT {

    private static final String DOMAIN = "pages.test";
    private static final String ELSEWHERE = "retried.test";
    private static final String SCRIPT = "<script>window.pwned=1</script>";
    private static final List<String> PAGES =
            List.of("domains", "applications", "queue", "trace", "routes", "security", "audit", "settings");
    private static final Duration SOON = Duration.ofSeconds(30);

    private MailHost host;
    private Http api;
    private Browser browser;

    @BeforeEach
    void aBrowser(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        clear();
        browser = Browser.start(host, "en", "Europe/Berlin");
    }

    @AfterEach
    void closeIt() throws IOException {
        if (browser != null) {
            browser.close();
        }
        clear();
    }

    private void clear() throws IOException {
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
        api.delete("/api/v1/routes/" + ELSEWHERE);
    }

    @Test
    void aDomainIsSetUp() throws IOException {
        browser.open("/");
        browser.check("login");
        browser.signIn("admin", "wrong");
        browser.awaitText("User or password is wrong");
        browser.signIn("admin", host.adminPassword());
        browser.open("/domains.xhtml");
        browser.fill("domains:name", "no domain");
        browser.press("domains:add");
        browser.awaitText("is no domain name");
        browser.fill("domains:name", DOMAIN);
        browser.press("domains:add");
        browser.awaitText("The domain " + DOMAIN + " is there.");
        browser.check("domains");

        browser.press(By.linkText(DOMAIN));
        browser.awaitText("There is no account yet");
        browser.press("accounts:begin");
        browser.fill("addAccount:localPart", "alice");
        browser.fill("addAccount:password", "wonderland");
        browser.fill("addAccount:quota", "2 GB");
        browser.check("account-add");
        browser.press("addAccount:save");
        browser.awaitText("0 B of 2 GB");
        browser.press("aliases:begin");
        browser.fill("addAlias:localPart", "sales");
        browser.fill("addAlias:targets", "alice@" + DOMAIN);
        browser.press("addAlias:save");
        browser.awaitText("sales@" + DOMAIN);
        browser.check("domain");

        browser.press("accounts:table:0:remove");
        browser.awaitText("alice@" + DOMAIN + ", its password and its mail (0 B) will be removed");
        browser.press("removeAccount:confirm");
        browser.awaitText("The account alice@" + DOMAIN + " is removed.");
        browser.awaitText("There is no account yet");
    }

    @Test
    void aKeyboardIsEnough() {
        browser.open("/");
        browser.visible(By.id("login:user")).sendKeys("admin", Keys.TAB, host.adminPassword(), Keys.ENTER);
        browser.awaitText("Sign out");
        browser.visible(By.tagName("body")).sendKeys(Keys.TAB);
        assertEquals("#content", browser.script("return document.activeElement.getAttribute('href')"));
    }

    @Test
    void pagesSpeakTheLanguageOfTheBrowserOrTheOneThatIsChosen() throws IOException {
        browser.close();
        browser = Browser.start(host, "de", "Asia/Kolkata");
        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Abmelden");
        browser.check("start-german");
        assertEquals("de", browser.script("return document.documentElement.lang"));
        assertTrue(browser.text().contains("Asia/Kolkata") || browser.text().contains("Asia/Calcutta"), browser::text);
        browser.press("language:en");
        browser.awaitText("Sign out");
        browser.press("session:out");
        browser.awaitText("Password");
        assertEquals("en", browser.script("return document.documentElement.lang"));
    }

    @ParameterizedTest
    @CsvSource({"en, Sign out", "de, Abmelden"})
    void eachPageIsFitForEverybodyInBothLanguages(String language, String signedIn) throws IOException {
        host.api().domain(DOMAIN);
        browser.close();
        browser = Browser.start(host, language, "Europe/Berlin");
        browser.signIn("admin", host.adminPassword());
        browser.awaitText(signedIn);
        for (String page : PAGES) {
            browser.open("/" + page + ".xhtml");
            browser.awaitText(signedIn);
            browser.check(page + "-" + language);
        }
        browser.open("/domain.xhtml?name=" + DOMAIN);
        browser.awaitText("v=spf1"); // the records come when DNS has been asked
        browser.check("dns-" + language);
    }

    @Test
    void aQueuedMailIsRetriedAndTracedAndWhatItBringsShowsAsText() throws IOException {
        try (OutboundPeer peer = new OutboundPeer();
                SmtpClient smtp = host.smtp()) {
            peer.says(command -> command.startsWith("RCPT") ? Optional.of("451 4.7.1 " + SCRIPT) : Optional.empty());
            leadElsewhere(peer.port());
            assertTrue(smtp.command("EHLO " + SCRIPT).startsWith("501"));
            smtp.command("EHLO client.pages.test");
            String mail = "Subject: " + SCRIPT + "\r\nMessage-ID: <queued@" + DOMAIN + ">\r\n\r\nx\r\n";
            String reply = smtp.send(
                    "\"" + SCRIPT + "\"@sender.test", mail.getBytes(StandardCharsets.US_ASCII), "away@" + DOMAIN);
            assertTrue(reply.startsWith("250"), reply);

            browser.signIn("admin", host.adminPassword());
            browser.awaitText("Sign out");
            awaitOn("/queue.xhtml?state=WAITING&domain=" + ELSEWHERE, "451 4.7.1 " + SCRIPT);
            assertTrue(browser.text().contains("from \"" + SCRIPT + "\"@sender.test"), browser::text);
            browser.check("queue");
            peer.says(command -> Optional.empty());
            browser.press("queue:table:0:mark");
            browser.press("queue:marked");
            browser.awaitText("What is marked (one recipient) will be tried at once.");
            browser.press("sweep:confirm");
            browser.awaitText("One recipient was changed.");
            Wait.until("the mail is there", SOON, () -> peer.count() == 1);

            browser.open("/queue.xhtml?domain=" + ELSEWHERE);
            browser.press(By.linkText("bob@" + ELSEWHERE));
            browser.awaitText("Subject: " + SCRIPT);
            browser.check("mail");
            awaitOn("/trace.xhtml?find=queued@" + DOMAIN, "delivered");
            assertTrue(browser.text().contains("451 4.7.1 " + SCRIPT), browser::text);
            browser.check("trace");
            assertNull(browser.script("return window.pwned"));
        }
    }

    /** Makes an alias whose mail goes to a peer. */
    private void leadElsewhere(int port) throws IOException {
        host.api().domain(DOMAIN);
        String alias = "{\"localPart\":\"away\",\"targets\":[\"bob@" + ELSEWHERE + "\"]}";
        String route =
                "{\"domain\":\"" + ELSEWHERE + "\",\"host\":\"127.0.0.1\",\"port\":" + port + ",\"tls\":\"none\"}";
        assertEquals(
                201,
                api.json("POST", "/api/v1/domains/" + DOMAIN + "/aliases", alias)
                        .statusCode());
        assertEquals(201, api.json("POST", "/api/v1/routes", route).statusCode());
    }

    /** Opens a page until it says something. */
    private void awaitOn(String page, String text) {
        Wait.until(page + " says " + text, SOON, () -> {
            browser.open(page);
            return browser.text().contains(text);
        });
    }
}
