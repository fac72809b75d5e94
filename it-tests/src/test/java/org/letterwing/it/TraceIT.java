package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where is my mail? From the connection to the mailbox or the other host's words, and also why it was refused. */
@SharedServer
class TraceIT {

    private static final String V1 = "/api/v1";
    private static final String DOMAIN = "trace.test";
    private static final String CLIENT = "127.0.0.77"; // the refusals of a client that are kept are limited
    private static final Duration SOON = Duration.ofSeconds(20);

    private Http api;

    @Test
    void eachMailHasItsWay(MailHost host) throws IOException {
        api = Http.administrator(host);
        String sender = new Mailboxes(host, DOMAIN, 1).addresses().get(0);
        try (OutboundPeer peer = new OutboundPeer();
                SmtpClient other = host.smtp();
                SmtpClient smtp = new SmtpClient(MailHost.NAME, host.ports().smtp(), CLIENT)) {
            String route = "{\"domain\":\"traced.test\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                    + ",\"tls\":\"none\",\"username\":null,\"password\":null}";
            assertEquals(201, api.json("POST", V1 + "/routes", route).statusCode());
            alias("away", "bob@traced.test");
            alias("lost", "nobody@traced.test");
            other.command("EHLO other.trace.test");
            for (int i = 0; i < 20; i++) { // which doesn't hide what happens to other clients
                send(other, "550 5.1.1", "guess@trace.example", i + "@guess.test", "guess" + i + "@" + DOMAIN);
                other.command("RSET");
            }
            smtp.command("EHLO client.trace.test");
            send(smtp, "250", "from@trace.example", "stored@id.test", sender);
            send(smtp, "550 5.1.1", "refused@trace.example", "refused@id.test", "nobody@" + DOMAIN);
            smtp.command("RSET");
            send(smtp, "250", "forward@trace.example", "away@id.test", "away@" + DOMAIN);
            send(smtp, "250", "lost@trace.example", "lost@id.test", "lost@" + DOMAIN);
            assertTrue(smtp.command("MAIL FROM:<large@trace.example> SIZE=99999999999")
                    .startsWith("552"));

            JsonObject stored = event("messageId=<stored@id.test>", "stored");
            assertEquals("from@trace.example", stored.getString("sender"));
            assertEquals(sender, stored.getString("recipient"));
            assertEquals("smtp", stored.getString("listener"));
            assertEquals(CLIENT, stored.getString("client"));
            assertEquals("client.trace.test", stored.getString("helo"));
            JsonObject refused = event("address=Nobody@TRACE.test", "refused");
            assertTrue(refused.getString("text").startsWith("550 5.1.1 "), refused::toString);
            assertEquals("refused@trace.example", refused.getString("sender"));
            JsonObject delivered = event("address=forward@trace.example", "delivered");
            assertEquals("bob@traced.test", delivered.getString("recipient"));
            assertTrue(delivered.getString("host").startsWith("127.0.0.1"), delivered::toString);
            assertEquals(List.of("received", "queued", "delivered"), kinds("queueId=" + delivered.getInt("queueId")));
            JsonObject bounced = event("messageId=lost@id.test", "bounced");
            assertTrue(bounced.getString("text").startsWith("550 "), bounced::toString);
            assertTrue(event("address=large@trace.example", "refused")
                    .getString("text")
                    .startsWith("552 "));

            assertEquals(400, api.get(V1 + "/trace?address=a@b.test&queueId=1").statusCode());
            String status = api.get(V1 + "/status").body();
            assertTrue(status.matches(".*\"trace\":\\{\"written\":[1-9]\\d*,\"dropped\":\\d+,.*"), status);
            assertEquals(204, api.delete(V1 + "/routes/traced.test").statusCode());
        }
    }

    private void alias(String name, String target) throws IOException {
        String json = "{\"localPart\":\"" + name + "\",\"targets\":[\"" + target + "\"]}";
        assertEquals(
                201,
                api.json("POST", V1 + "/domains/" + DOMAIN + "/aliases", json).statusCode());
    }

    private static void send(SmtpClient smtp, String expected, String from, String id, String to) throws IOException {
        String mail = "Subject: trace\r\nMessage-ID: <" + id + ">\r\n\r\nx\r\n";
        String reply = smtp.send(from, mail.getBytes(StandardCharsets.US_ASCII), to);
        assertTrue(reply.startsWith(expected), reply);
    }

    /** Waits for an event of the newest mail that is found. */
    private JsonObject event(String query, String kind) throws IOException {
        List<JsonObject> found = new ArrayList<>();
        Wait.until(query + " is " + kind, SOON, () -> {
            events(query).stream()
                    .filter(event -> event.getString("kind").equals(kind))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private List<String> kinds(String query) throws IOException {
        return events(query).stream().map(event -> event.getString("kind")).toList();
    }

    private List<JsonObject> events(String query) throws IOException {
        int value = query.indexOf('=') + 1;
        String path = V1 + "/trace?limit=1&" + query.substring(0, value)
                + URLEncoder.encode(query.substring(value), StandardCharsets.UTF_8);
        HttpResponse<String> response = api.get(path);
        assertEquals(200, response.statusCode(), response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                    .flatMap(mail -> mail.getJsonArray("events").getValuesAs(JsonObject.class).stream())
                    .toList();
        }
    }
}
