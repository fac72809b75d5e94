package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The console's page of applications, on a server that has some. */
class ConsoleApplicationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String WAR = "outcomes.war";
    private static final String LISTENERS = "/api/v1/listeners";

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("console-applications");
        ApplicationWar.build(WAR, "org.letterwing.it.outcomes")
                .as(ZipExporter.class)
                .exportTo(folder.deployments().resolve(WAR).toFile());
        server = ServerProcess.in(folder, Database.embedded()).start();
        Http api = Http.administrator(server.host());
        Wait.until(
                "the application is there",
                PATIENCE,
                () -> api.get(LISTENERS).body().contains("NoTransactionBean"));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aListenerIsForgottenAndAGrantIsGivenAndTakenBack() throws IOException {
        Http api = Http.administrator(server.host());
        server.host().api().domain("grants.test");
        try (Browser browser = Browser.start(server.host(), "en", "Europe/Berlin")) {
            browser.signIn("admin", server.host().adminPassword());
            browser.awaitText("Sign out");
            browser.open("/applications.xhtml");
            browser.awaitText(WAR);
            browser.check("applications-active");
            int before = count(api.get(LISTENERS).body());
            browser.press("listeners:table:0:remove");
            browser.awaitText("will be forgotten");
            browser.press("removeListener:confirm");
            browser.awaitText("is forgotten.");
            assertTrue(count(api.get(LISTENERS).body()) < before);

            browser.press("grants:begin");
            browser.fill("addGrant:owner", WAR);
            browser.fill("addGrant:address", "sales@grants.test");
            browser.check("grant-add");
            browser.press("addGrant:save");
            browser.awaitText(WAR + " may send as sales@grants.test.");
            browser.press("grants:table:0:remove");
            browser.awaitText(WAR + " will no longer be allowed to send as sales@grants.test.");
            browser.press("removeGrant:confirm");
            browser.awaitText("Nobody may send as somebody else");
            assertFalse(api.get("/api/v1/grants").body().contains("sales@grants.test"));
        }
    }

    @Test
    void aDeadLetterIsOfferedAgainAndAnotherIsSentBack() throws IOException {
        MailHost host = server.host();
        host.api().domain("impatient.outcomes.test");
        String sender = new Mailboxes(host, "letters.test", 1).addresses().get(0);
        String poison = "throws@impatient.outcomes.test";
        String early = "throws-until-released@impatient.outcomes.test";
        deadLetter(host, sender, poison);
        deadLetter(host, sender, early);
        try (Browser browser = Browser.start(host, "de", "Europe/Berlin")) {
            browser.signIn("admin", host.adminPassword());
            browser.awaitText("Abmelden");
            browser.open("/applications.xhtml");
            browser.awaitText(early);
            browser.check("dead-letters-de");
            assertEquals(200, host.application("outcomes").post("/release", "").statusCode());
            browser.press(retry(early));
            browser.awaitText("Die Mail an " + early + " wird wieder angeboten.");
            Wait.until(
                    early + " is taken",
                    PATIENCE,
                    () -> host.application("outcomes")
                            .get("/journal?recipient=" + early)
                            .body()
                            .strip()
                            .equals("1"));

            browser.press("letters:table:0:bounce");
            browser.awaitText("Die Mail an " + poison + " wird aufgegeben");
            browser.press("bounce:confirm");
            browser.awaitText("Es gibt keine Dead Letters");
        }
        Http api = Http.administrator(host);
        String taken = "\"active\":true,\"servers\":\\[\"[^\"]+\"\\],\"takenInHour\":1,\"takenInDay\":1,";
        Wait.until(
                "it is counted, and known where the listener is",
                PATIENCE,
                () -> Pattern.compile(taken).matcher(api.get(LISTENERS).body()).find());
        Wait.until("the sender is told", PATIENCE, () -> {
            try (Pop3Client client = host.pop3(sender, Mailboxes.PASSWORD)) {
                return client.count() == 1
                        && new String(client.retrieve(1), StandardCharsets.UTF_8).contains("Action: failed");
            }
        });
    }

    private static void deadLetter(MailHost host, String sender, String recipient) throws IOException {
        try (SmtpClient client = host.smtp()) {
            client.command("EHLO client.test");
            String reply =
                    client.send(sender, "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII), recipient);
            assertTrue(reply.startsWith("250"), reply);
        }
        Http api = Http.administrator(host);
        Wait.until(
                "the mail to " + recipient + " is a dead letter",
                PATIENCE,
                () -> api.get("/api/v1/dead-letters").body().contains("\"" + recipient + "\""));
    }

    private static By retry(String recipient) {
        return By.cssSelector("[title='Jetzt versuchen " + recipient + "']");
    }

    private static int count(String listeners) {
        return listeners.split("\"application\"", -1).length - 1;
    }
}
