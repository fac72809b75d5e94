package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.util.TlsServerEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who logs in and who sends as whom, in the running server. */
@SharedServer
class AuthenticationIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "auth.test";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String PASSWORD = "wonderland";

    private MailHost host;
    private Http api;

    @BeforeEach
    void twoAccounts(MailHost running) throws IOException {
        host = running;
        api = Http.administrator(host);
        api.delete(V1 + "/domains/" + DOMAIN + "?cascade=true");
        api.json("POST", V1 + "/domains", "{\"name\":\"" + DOMAIN + "\"}");
        for (String name : List.of("alice", "bob")) {
            String account = "{\"localPart\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
            assertEquals(
                    201,
                    api.json("POST", V1 + "/domains/" + DOMAIN + "/accounts", account)
                            .statusCode());
        }
    }

    @Test
    void mechanismsThatShowThePassword() throws IOException {
        try (SmtpClient client = greeted()) {
            assertStarts("535 5.7.8", client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0wrong")));
            assertStarts("235 2.7.0", client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD)));
        }
        try (SmtpClient client = greeted()) {
            assertEquals("334 VXNlcm5hbWU6", client.command("AUTH LOGIN"));
            assertEquals("334 UGFzc3dvcmQ6", client.command(base64(ALICE)));
            assertStarts("235 2.7.0", client.command(base64(PASSWORD)));
        }
    }

    @Test
    void scramDoesNotShowThePassword() throws Exception {
        try (SmtpClient client = greeted()) {
            scram(
                    client,
                    "SCRAM-SHA-256",
                    ScramClient.builder()
                            .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                            .username(ALICE)
                            .password(PASSWORD.toCharArray())
                            .build());
        }
    }

    @Test
    void scramIsBoundToTheConnection() throws Exception {
        try (SmtpClient client = greeted()) {
            scram(
                    client,
                    "SCRAM-SHA-256-PLUS",
                    ScramClient.builder()
                            .advertisedMechanisms(List.of("SCRAM-SHA-256-PLUS"))
                            .username(ALICE)
                            .password(PASSWORD.toCharArray())
                            .channelBinding(
                                    "tls-server-end-point",
                                    TlsServerEndpoint.getChannelBindingData(client.certificate()))
                            .build());
        }
    }

    private static void scram(SmtpClient client, String mechanism, ScramClient scram) throws Exception {
        assertEquals(mechanism, scram.getScramMechanism().getName());
        scram.serverFirstMessage(challenge(client.command(
                "AUTH " + mechanism + " " + base64(scram.clientFirstMessage().toString()))));
        scram.serverFinalMessage(
                challenge(client.command(base64(scram.clientFinalMessage().toString()))));
        assertStarts("235 2.7.0", client.command(""));
    }

    @Test
    void aUserSendsAsItselfAndAsGranted() throws IOException {
        try (SmtpClient client = greeted()) {
            client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD));
            assertStarts("550 5.7.1", client.command("MAIL FROM:<bob@auth.test>"));
            assertStarts("550 5.7.1", submit(client, "bob@auth.test"));
            JsonObject grant = json(api.json(
                    "POST", V1 + "/grants", "{\"account\":\"" + ALICE + "\",\"address\":\"bob@" + DOMAIN + "\"}"));
            assertStarts("250 2.0.0", submit(client, "bob@auth.test"));
            assertEquals(204, api.delete(V1 + "/grants/" + grant.getInt("id")).statusCode());
            assertStarts("550 5.7.1", submit(client, "bob@auth.test"));
            assertStarts("250 2.0.0", submit(client, "Alice <alice+x@auth.test>"));
        }
    }

    private static String submit(SmtpClient client, String from) throws IOException {
        String mail = "From: " + from + "\r\nBcc: nobody@auth.test\r\nSubject: x\r\n\r\nx\r\n";
        return client.send(ALICE, mail.getBytes(StandardCharsets.US_ASCII), "bob@" + DOMAIN);
    }

    private SmtpClient greeted() throws IOException {
        SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission());
        client.command("EHLO client.test");
        assertStarts("530 5.7.0", client.command("MAIL FROM:<" + ALICE + ">"));
        client.startTls();
        String reply = client.command("EHLO client.test");
        assertTrue(reply.contains("AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN"), reply);
        assertStarts("530 5.7.0", client.command("MAIL FROM:<" + ALICE + ">"));
        return client;
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertTrue(response.statusCode() / 100 == 2, () -> response.statusCode() + " " + response.body());
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    private static String challenge(String reply) {
        assertStarts("334 ", reply);
        return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertStarts(String start, String reply) {
        assertTrue(reply.startsWith(start), reply);
    }
}
