package org.letterwing.it;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The console in a real browser, as an administrator uses it. */
@SharedServer
class ConsolePagesIT {

    private static final String DOMAIN = "pages.test";

    private MailHost host;
    private Http api;
    private Browser browser;

    @BeforeEach
    void aBrowser(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
        browser = Browser.start(host, "en", "Europe/Berlin");
    }

    @AfterEach
    void closeIt() throws IOException {
        if (browser != null) {
            browser.close();
        }
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
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
}
