package org.letterwing.it;

import java.io.IOException;
import java.time.Duration;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

    private static int count(String listeners) {
        return listeners.split("\"application\"", -1).length - 1;
    }
}
