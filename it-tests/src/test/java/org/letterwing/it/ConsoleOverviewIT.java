package org.letterwing.it;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The first page after the sign-in, in a real browser. */
@SharedServer
class ConsoleOverviewIT {

    private MailHost host;
    private Browser browser;

    @BeforeEach
    void aBrowser(MailHost mailHost) {
        host = mailHost;
        browser = Browser.start(host, "en", "Europe/Berlin");
    }

    @AfterEach
    void closeIt() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theServerIsSeenAndWhatItRefusesWithoutReloading() throws IOException {
        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Refused, by reason");
        browser.awaitText(":" + host.ports().smtp());
        browser.awaitText("Nobody has signed the certificate");
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO client.test");
            client.command("MAIL FROM:<sender@elsewhere.test>");
            client.command("RCPT TO:<somebody@nowhere.test>");
        }
        browser.press("overview:hour");
        browser.press(By.cssSelector("[id='overview:refusals'] ~ details summary"));
        browser.awaitText("not allowed");
        browser.check("overview");
    }
}
