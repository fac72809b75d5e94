package org.letterwing.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Sessions that are open are seen and ended, end with their accounts, and begin only where networks are let in. */
@SharedServer
class SessionsIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "sessions.test";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String BOB = "bob@" + DOMAIN;
    private static final String PASSWORD = "wonderland";
    private static final String OWN = "/account.xhtml";
    private static final String ACCOUNT_CHANGED = "* BYE Your account has changed, log in again";

    /** Addresses of this machine from which nothing else comes. */
    private static final String NETWORK = "127.0.0.64/28";

    private static final String NEIGHBOUR = "127.0.0.71";
    private static final String FRIEND = "127.0.0.72";

    /** The listeners learn of networks every five seconds. */
    private static final Duration KNOWN = Duration.ofSeconds(30);

    private MailHost host;
    private Http api;

    @BeforeEach
    void fill(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        host.api().domain(DOMAIN);
        host.api().account("alice", DOMAIN, PASSWORD);
        host.api().account("bob", DOMAIN, PASSWORD);
    }

    @AfterEach
    void clear() throws IOException {
        api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true");
        for (JsonObject network : items(V1 + "/access")) {
            api.delete(V1 + "/access/" + network.getInt("id"));
        }
    }

    @Test
    void aClientThatIdlesIsSeenAndDisconnected() throws IOException {
        try (ImapClient alice = imap(ALICE);
                ImapClient bob = imap(BOB)) {
            alice.ok("ID (\"name\" \"Pigeon\" \"version\" \"1.2\")");
            alice.ok("SELECT INBOX");
            alice.idle();
            JsonObject session = sessions("user=" + ALICE).get(0);
            assertEquals("imap", session.getString("listener"));
            assertEquals(MailHost.NAME, session.getString("client"));
            assertEquals(ALICE, session.getString("user"));
            assertEquals("Pigeon 1.2", session.getString("clientName"));
            assertEquals("INBOX", session.getString("mailbox"));
            assertTrue(session.isNull("tlsProtocol"));
            assertTrue(session.getInt("receivedBytes") > 50 && session.getInt("sentBytes") > 200, session::toString);
            String path = V1 + "/sessions/" + session.getJsonNumber("id");
            assertEquals(ALICE, json(api.get(path)).getString("user"));
            assertEquals(204, api.delete(path).statusCode());
            assertEquals("* BYE An administrator has ended this session", alice.response());
            assertThrows(EOFException.class, alice::response);
            Wait.until("the session is gone", KNOWN, () -> api.get(path).statusCode() == 404);
            assertEquals(404, api.delete(path).statusCode());
            bob.ok("NOOP");
            JsonObject change =
                    items(V1 + "/audit?subject=" + ALICE + "&limit=1").get(0);
            assertEquals("session ended", change.getString("operation"));
        }
    }

    @Test
    void allSessionsOfAUserEndAtOnce() throws IOException {
        try (ImapClient first = imap(ALICE);
                ImapClient second = imap(ALICE);
                ImapClient bob = imap(BOB)) {
            AdministrationApiIT.problem(400, api.delete(V1 + "/sessions"));
            AdministrationApiIT.problem(400, api.delete(V1 + "/sessions?client=nowhere"));
            assertEquals(2, json(api.delete(V1 + "/sessions?user=" + ALICE)).getInt("ended"));
            assertTrue(first.response().startsWith("* BYE "));
            assertTrue(second.response().startsWith("* BYE "));
            bob.ok("NOOP");
        }
    }

    @Test
    void pagesOfSessionsFollowOneAnother() throws IOException {
        try (ImapClient first = imap(ALICE);
                ImapClient second = imap(ALICE)) {
            JsonObject page = json(api.get(V1 + "/sessions?limit=1&user=@" + DOMAIN));
            JsonObject next = json(api.get(V1 + "/sessions?user=@" + DOMAIN + "&after=" + page.getString("next")));
            assertEquals(1, next.getJsonArray("items").size());
            first.ok("NOOP");
            second.ok("NOOP");
        }
    }

    @Test
    void aSuspendedAccountLosesItsSessions() throws IOException {
        try (ImapClient alice = imap(ALICE);
                ImapClient bob = imap(BOB);
                Pop3Client pop3 = host.pop3(ALICE, PASSWORD);
                SmtpClient smtp = submission(ALICE)) {
            alice.ok("SELECT INBOX");
            alice.idle();
            Http console = signedIn(ALICE);
            change("{\"suspended\":true}");
            assertEquals(ACCOUNT_CHANGED, alice.response());
            Wait.until("the POP3 session ends", KNOWN, () -> isClosed(pop3));
            Wait.until(
                    "the SMTP session ends", KNOWN, () -> smtp.command("NOOP").startsWith("421 4.7.0 Your account"));
            assertTrue(isSignedOut(console));
            bob.ok("NOOP");
            assertEquals(1, sessions("user=@" + DOMAIN).size());
            change("{\"suspended\":false}");
            try (ImapClient again = imap(ALICE)) {
                assertStays(again);
            }
        }
    }

    @Test
    void anotherPasswordAndTheEndOfAnAccountEndItsSessions() throws IOException {
        try (ImapClient alice = imap(ALICE);
                ImapClient bob = imap(BOB)) {
            Http console = signedIn(ALICE);
            change("{\"password\":\"looking-glass\"}");
            assertEquals(ACCOUNT_CHANGED, alice.response());
            assertTrue(isSignedOut(console));
            try (ImapClient again = new ImapClient(MailHost.NAME, host.ports().imap()).login(ALICE, "looking-glass")) {
                assertStays(again);
                assertEquals(
                        204,
                        api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true").statusCode());
                assertEquals(ACCOUNT_CHANGED, again.response());
                assertEquals(ACCOUNT_CHANGED, bob.response());
            }
        }
    }

    @Test
    void whoChangesItsOwnPasswordStaysSignedInWhereItDidAndNowhereElse() throws IOException {
        Browser browser = Browser.start(host, "en", "Europe/Berlin");
        try (browser;
                ImapClient alice = imap(ALICE)) {
            Http elsewhere = signedIn(ALICE);
            browser.signIn(ALICE, PASSWORD);
            browser.awaitText("Sign out");
            browser.open("/account.xhtml");
            browser.fill("own:present", PASSWORD);
            browser.fill("own:password", "looking-glass");
            browser.press("own:save");
            browser.awaitText("The password of " + ALICE + " is changed.");
            assertEquals(ACCOUNT_CHANGED, alice.response());
            assertTrue(isSignedOut(elsewhere));
            browser.open("/account.xhtml");
            browser.awaitText("Sign out");
        }
    }

    @Test
    void aNetworkIsRefusedAndLetInAgain() throws IOException {
        HttpResponse<String> added = api.json(
                "POST", V1 + "/access", "{\"network\":\"" + NETWORK + "\",\"verdict\":\"refuse\",\"note\":\"noise\"}");
        assertEquals(201, added.statusCode(), added::body);
        AdministrationApiIT.problem(
                409, api.json("POST", V1 + "/access", "{\"network\":\"" + NETWORK + "\",\"verdict\":\"let-in\"}"));
        AdministrationApiIT.problem(
                400, api.json("POST", V1 + "/access", "{\"network\":\"127.0.0.1/8\",\"verdict\":\"refuse\"}"));
        Wait.until("the network is refused", KNOWN, () -> greeting(NEIGHBOUR).startsWith("554 5.7.1 Your network"));
        assertTrue(greeting(FRIEND).startsWith("554"));
        assertTrue(greeting(MailHost.NAME).startsWith("220"));
        assertTrue(json(api.get(V1 + "/limits")).getJsonObject("refused").getInt("denied") > 1);
        assertEquals(
                201,
                api.json("POST", V1 + "/access", "{\"network\":\"" + FRIEND + "\",\"verdict\":\"let-in\"}")
                        .statusCode());
        Wait.until("the friend is let in", KNOWN, () -> greeting(FRIEND).startsWith("220"));
        assertTrue(greeting(NEIGHBOUR).startsWith("554"));
        String path = V1 + "/access/" + json(added).getInt("id");
        assertEquals("noise", json(api.get(path)).getString("note"));
        assertEquals(204, api.delete(path).statusCode());
        Wait.until("everybody is let in", KNOWN, () -> greeting(NEIGHBOUR).startsWith("220"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Open sessions, Disconnect all, One session ends., is no network, is added",
        "de, Offene Sitzungen, Alle trennen, Eine Sitzung endet., ist kein Netz, ist hinzugefügt"
    })
    void thePageShowsAndEndsThem(String language, String title, String all, String ended, String refused, String added)
            throws IOException {
        Browser browser = Browser.start(host, language, "Europe/Berlin");
        try (browser;
                ImapClient alice = imap(ALICE);
                ImapClient bob = imap(BOB)) {
            alice.ok("ID (\"name\" \"<b>Pigeon</b>\")");
            browser.signIn("admin", host.adminPassword());
            browser.open("/security.xhtml?user=@" + DOMAIN);
            browser.awaitText(title);
            browser.awaitText(BOB);
            assertTrue(browser.text().contains("<b>Pigeon</b>"), browser::text);
            assertTrue(browser.text().contains(all), browser::text);
            browser.check("sessions-" + language);
            browser.press("sessions:table:0:end");
            browser.press("endSession:confirm");
            assertTrue(alice.response().startsWith("* BYE An administrator"));
            browser.awaitNoText(ALICE + "\n");
            browser.open("/security.xhtml?user=" + BOB + "&client=" + MailHost.NAME);
            browser.press("sessions:all");
            browser.press("endSessions:confirm");
            browser.awaitText(ended);
            assertTrue(bob.response().startsWith("* BYE An administrator"));
            browser.press("access:begin");
            browser.fill("addNetwork:network", "nowhere");
            browser.check("network-add-" + language);
            browser.press("addNetwork:save");
            browser.awaitText(refused);
            browser.fill("addNetwork:network", "192.0.2.0/24");
            browser.fill("addNetwork:note", "<i>noise</i>");
            browser.press("addNetwork:save");
            browser.awaitText(added);
            browser.awaitText("<i>noise</i>");
            browser.check("networks-" + language);
            browser.press(By.id("access:table:0:remove"));
            browser.press("removeNetwork:confirm");
            browser.awaitNoText("<i>noise</i>");
            assertEquals(List.of(), items(V1 + "/access"));
        }
    }

    private Http signedIn(String user) throws IOException {
        Http console = Http.anonymous(host);
        ConsoleIT.press(console, "/login.xhtml", "login", "signIn", Map.of("user", user, "password", PASSWORD));
        assertEquals(200, console.get(OWN).statusCode());
        return console;
    }

    private static boolean isSignedOut(Http console) throws IOException {
        HttpResponse<String> response = console.get(OWN);
        return response.statusCode() == 302
                && response.headers().firstValue("Location").orElse("").endsWith("/login.xhtml");
    }

    private ImapClient imap(String user) throws IOException {
        return new ImapClient(MailHost.NAME, host.ports().imap()).login(user, PASSWORD);
    }

    private SmtpClient submission(String user) throws IOException {
        SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission());
        client.command("EHLO client.test");
        String plain = "\0" + user + "\0" + PASSWORD;
        String reply = client.command(
                "AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        assertTrue(reply.startsWith("235"), reply);
        return client;
    }

    private static boolean isClosed(Pop3Client client) {
        try {
            client.command("NOOP");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Waits for longer than the sessions of a changed account take to end. */
    private static void assertStays(ImapClient client) throws IOException {
        client.ok("SELECT INBOX");
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        Wait.until("five seconds are over", KNOWN, () -> {
            client.ok("NOOP");
            return System.nanoTime() > end;
        });
    }

    private void change(String patch) throws IOException {
        assertEquals(
                200,
                api.json("PATCH", V1 + "/domains/" + DOMAIN + "/accounts/alice", patch)
                        .statusCode());
    }

    private String greeting(String from) throws IOException {
        try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().smtp(), from)) {
            return client.greeting();
        }
    }

    private List<JsonObject> sessions(String query) throws IOException {
        return items(V1 + "/sessions?" + query);
    }

    private List<JsonObject> items(String path) throws IOException {
        return json(api.get(path)).getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertEquals(2, response.statusCode() / 100, response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }
}
