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
import java.util.Base64;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

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
        assertEquals(200, response.statusCode(), response::body);
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
