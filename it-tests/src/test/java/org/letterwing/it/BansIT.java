package org.letterwing.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who guesses passwords is banned, on a server with the settings that it comes with. */
class BansIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "auth.test";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String PASSWORD = "wonderland";

    /** An address of this machine from which nothing else comes. */
    private static final String GUESSER = "127.0.0.77";

    private static final String NEIGHBOUR = "127.0.0.78";

    /** An address of this machine from which tokens are guessed. */
    private static final String PROGRAM = "127.0.0.79";

    /** The listeners learn of bans every five seconds. */
    private static final Duration KNOWN = Duration.ofSeconds(30);

    private MailHost host;

    @Test
    void whoGuessesIsBannedEverywhereUntilAnAdministratorEndsIt() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("bans");
        try (ServerProcess server =
                ServerProcess.in(folder, Database.embedded()).start()) {
            host = server.host();
            host.api().domain(DOMAIN);
            host.api().account("alice", DOMAIN, PASSWORD);
            guess();
            whoGuessesTokensIsBannedToo();
            whoFindsASessionOpenIsBannedToo();
        }
    }

    private void whoGuessesTokensIsBannedToo() throws IOException {
        Http api = Http.administrator(host);
        String token = json(api.json(
                        "POST",
                        V1 + "/tokens",
                        "{\"name\":\"bans\",\"scope\":\"read\",\"expires\":\""
                                + Instant.now().plus(Duration.ofDays(1)) + "\"}"))
                .getString("secret");
        assertStarts("HTTP/1.1 200", status(token));
        for (int i = 0; i < 30; i++) {
            assertStarts("HTTP/1.1 401", status("lwt_" + "A".repeat(43)));
        }
        assertStarts("HTTP/1.1 401", status(token));
        assertTrue(api.get(V1 + "/bans").body().contains("\"" + PROGRAM + "\""));
    }

    private void whoFindsASessionOpenIsBannedToo() {
        try (Browser browser = Browser.start(host, "en", "Europe/Berlin")) {
            browser.signIn(ALICE, PASSWORD);
            for (int i = 0; i < 30 && !browser.text().contains("Too many attempts have failed"); i++) {
                String guess = "guess" + i;
                browser.fill("own:present", guess);
                browser.fill("own:password", guess);
                browser.press("own:save");
                Wait.until(
                        "the guess is refused",
                        KNOWN,
                        () -> browser.visible(By.id("own:present"))
                                .getDomProperty("value")
                                .isEmpty());
            }
            browser.awaitText("Too many attempts have failed");
        }
    }

    /** Asks the API with a token from the program's address. */
    private String status(String token) throws IOException {
        try (Socket socket = new Socket(MailHost.NAME, host.ports().http(), InetAddress.getByName(PROGRAM), 0);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String request = "GET /letterwing" + V1 + "/domains HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + token + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return in.readLine();
        }
    }

    private void guess() throws IOException {
        Http api = Http.administrator(host);
        String refused = "";
        for (int i = 0; i < 30 && !refused.startsWith("421"); i++) {
            try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().smtp(), GUESSER)) {
                client.command("EHLO client.test");
                refused = client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0guess" + i));
            }
        }
        assertStarts("421 4.7.0", refused);
        usersListenersTurnHimAway();
        theMailServerBesideHimStillSends();
        assertStarts("220 ", firstLine(host.ports().submission(), NEIGHBOUR));
        JsonObject ban = json(api.get(V1 + "/bans")).getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(b -> b.getString("subject").equals(GUESSER))
                .findFirst()
                .orElseThrow();
        assertEquals("address", ban.getString("kind"));
        String path = V1 + "/bans/" + ban.getInt("id");
        assertEquals(ban, json(api.get(path)));
        assertEquals(204, api.delete(path).statusCode());
        assertEquals(404, api.get(path).statusCode());
        Wait.until(
                "the guesser may come in again",
                KNOWN,
                () -> firstLine(host.ports().submission(), GUESSER).startsWith("220 "));
        try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().smtp(), GUESSER)) {
            client.command("EHLO client.test");
            assertStarts("235 2.7.0", client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD)));
        }
    }

    private void usersListenersTurnHimAway() throws IOException {
        Wait.until(
                "the guesser is turned away at the door",
                KNOWN,
                () -> firstLine(host.ports().submission(), GUESSER)
                        .equals("421 4.7.0 Your address is banned for now, try again later"));
        assertEquals(
                "-ERR [SYS/TEMP] Your address is banned for now, try again later",
                firstLine(host.ports().pop3(), GUESSER));
        // A handshake would cost more than he should.
        assertEquals("", firstLine(host.ports().submissions(), GUESSER));
        assertEquals("", firstLine(host.ports().pop3s(), GUESSER));
    }

    private void theMailServerBesideHimStillSends() throws IOException {
        try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().smtp(), GUESSER)) {
            String offer = client.command("EHLO client.test");
            assertFalse(offer.contains("AUTH"), offer);
            byte[] mail = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
            assertStarts("250 2.0.0", client.send("bob@elsewhere.example", mail, ALICE));
            assertStarts("421 4.7.0", client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD)));
        }
    }

    /** Returns what a listener says first; {@code ""} if it closes the connection. */
    private static String firstLine(int port, String from) throws IOException {
        try (Socket socket = new Socket(MailHost.NAME, port, InetAddress.getByName(from), 0);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = in.readLine();
            return line == null ? "" : line;
        }
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertEquals(2, response.statusCode() / 100, response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertStarts(String start, String reply) {
        assertTrue(reply.startsWith(start), reply);
    }
}
