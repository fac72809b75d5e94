package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Accounts in the console, in a real browser: suspended, and imported from a file. */
@SharedServer
class ConsoleAccountsIT {

    private static final String DOMAIN = "accounts.test";
    private static final String ACCOUNTS = "/api/v1/domains/" + DOMAIN + "/accounts";
    private static final String PAGE = "/domain.xhtml?name=" + DOMAIN;

    @TempDir
    Path folder;

    private MailHost host;
    private Http api;
    private Browser browser;

    @BeforeEach
    void aDomain(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
        api.json("POST", "/api/v1/domains", "{\"name\":\"" + DOMAIN + "\"}");
        api.json("POST", ACCOUNTS, "{\"localPart\":\"alice\",\"password\":\"wonderland\",\"quotaBytes\":1048576}");
        browser = Browser.start(host, "en", "Europe/Berlin");
        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Sign out");
    }

    @AfterEach
    void closeIt() throws IOException {
        if (browser != null) {
            browser.close();
        }
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
    }

    @Test
    void aSuspendedAccountLogsInNoMoreUntilItIsActivated() throws IOException {
        try (Pop3Client client = host.pop3("alice@" + DOMAIN, "wonderland")) {
            browser.open(PAGE);
        }
        assertFalse(api.get(ACCOUNTS + "/alice").body().contains("\"lastLogin\":null"));
        browser.press("accounts:table:0:suspend");
        browser.awaitText("Nobody can log in to alice@" + DOMAIN);
        browser.check("accounts");
        assertTrue(api.get(ACCOUNTS + "/alice").body().contains("\"suspended\":true"));
        browser.press("accounts:table:0:activate");
        browser.awaitText("can log in again");
        try (Pop3Client client = host.pop3("alice@" + DOMAIN, "wonderland")) {
            assertTrue(api.get(ACCOUNTS + "/alice").body().contains("\"suspended\":false"));
        }
    }

    @Test
    void theOwnerOfAnAccountChangesItsPassword() throws IOException {
        browser.press("session:out");
        browser.signIn("alice@" + DOMAIN, "wonderland");
        browser.awaitText("Change your password");
        browser.check("own-account");
        browser.fill("own:present", "wonderland");
        browser.fill("own:password", "looking-glass");
        browser.press("own:save");
        browser.awaitText("The password of alice@" + DOMAIN + " is changed.");
        try (Pop3Client client = host.pop3("alice@" + DOMAIN, "looking-glass")) {
            browser.press("session:out");
        }
        browser.awaitText("Sign in");
    }

    @Test
    void theOwnerOfAnAccountHasItsMailSentOn() throws IOException {
        api.json("POST", ACCOUNTS, "{\"localPart\":\"fred\",\"password\":\"wonderland\"}");
        browser.press("session:out");
        browser.signIn("fred@" + DOMAIN, "wonderland");
        browser.awaitText("Send your mail on");
        browser.fill("forwarding:addresses", "alice@private.test\nbob@private.test");
        browser.press("forwarding:keepsCopy");
        browser.fill("forwarding:present", "wrong");
        browser.press("forwarding:save");
        browser.awaitText("The present password is wrong");
        browser.fill("forwarding:addresses", "nobody");
        browser.fill("forwarding:present", "wonderland");
        browser.press("forwarding:save");
        browser.awaitText("'nobody' is no address");
        browser.fill("forwarding:addresses", "alice@private.test\nbob@private.test");
        browser.fill("forwarding:present", "wonderland");
        browser.press("forwarding:save");
        browser.awaitText("From now on your mail is sent on.");
        browser.check("forwarding");
        assertEquals(
                "{\"addresses\":[\"alice@private.test\",\"bob@private.test\"],\"keepsCopy\":false}",
                api.get(ACCOUNTS + "/fred/forwarding").body());
    }

    @Test
    void aFileIsImportedAndItsErrorsAreShownByTheirLines() throws IOException {
        Path file = folder.resolve("accounts.csv");
        Files.writeString(
                file,
                "localPart,password,quotaBytes\r\nbob,\"se,cret\",500 MB\r\nalice,x,\r\ncarol,,\r\n<b>x</b>,y,\r\nbob,z,\r\n");
        browser.open("/import.xhtml?name=" + DOMAIN);
        browser.visible(By.id("upload:file")).sendKeys(file.toString());
        browser.press("upload:read");
        browser.awaitText("One account can be added");
        browser.awaitText("The name alice is taken already");
        browser.awaitText("There is no password");
        browser.awaitText("<b>x</b>");
        browser.awaitText("The name stands in the file twice");
        browser.check("import");
        browser.press("import:start");
        browser.awaitText("One account was added.");
        assertTrue(api.get(ACCOUNTS + "/bob").body().contains("\"quotaBytes\":524288000"));
        assertEquals(404, api.get(ACCOUNTS + "/carol").statusCode());
    }
}
