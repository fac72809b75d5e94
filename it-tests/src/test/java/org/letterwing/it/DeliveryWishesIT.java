package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What senders ask of a delivery is offered by the running server, and kept. */
@SharedServer
class DeliveryWishesIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] MAIL =
            "From: u0@wishes.test\r\nSubject: wish\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aSenderIsToldOfTheDeliveryIntoAMailbox(MailHost host) throws IOException {
        Mailboxes mailboxes = new Mailboxes(host, "told.test", 2);
        String sender = mailboxes.addresses().get(0);
        try (SmtpClient client = host.smtp()) {
            String extensions = client.command("EHLO client.test");
            assertTrue(extensions.contains("DSN") && extensions.contains("DELIVERBY"), extensions);
            assertReply("250", client.command("MAIL FROM:<" + sender + "> RET=HDRS ENVID=QQ314159"));
            assertReply(
                    "250",
                    client.command("RCPT TO:<" + mailboxes.addresses().get(1)
                            + "> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first@told.test"));
            assertReply("354", client.command("DATA"));
            assertReply("250", client.data(MAIL));
        }
        String report = new String(await(mailboxes, sender), StandardCharsets.UTF_8);
        for (String line : List.of(
                "Original-Envelope-Id: QQ314159",
                "Original-Recipient: rfc822; first@told.test",
                "Final-Recipient: rfc822; u1@told.test",
                "Action: delivered",
                "Content-Type: text/rfc822-headers",
                "Subject: wish")) {
            assertTrue(report.contains("\r\n" + line + "\r\n"), line + " is not in\n" + report);
        }
        assertEquals(1, mailboxes.takeAll(mailboxes.addresses().get(1)).size());
    }

    @Test
    void aMailWaitsUntilItsTimeOrUntilAnAdministratorHurriesIt(MailHost host) throws IOException {
        Mailboxes mailboxes = new Mailboxes(host, "wishes.test", 2);
        String sender = mailboxes.addresses().get(0);
        String recipient = mailboxes.addresses().get(1);
        try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission())) {
            client.command("EHLO client.test");
            client.startTls();
            String extensions = client.command("EHLO client.test");
            assertTrue(extensions.contains("FUTURERELEASE 2678400 "), extensions);
            assertTrue(extensions.contains("MT-PRIORITY") && extensions.contains("REQUIRETLS"), extensions);
            String plain = "\0" + sender + "\0" + Mailboxes.PASSWORD;
            assertReply(
                    "235",
                    client.command("AUTH PLAIN "
                            + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8))));
            assertReply("250", client.command("MAIL FROM:<" + sender + "> HOLDFOR=3600 MT-PRIORITY=3"));
            assertReply("250", client.command("RCPT TO:<" + recipient + ">"));
            assertReply("354", client.command("DATA"));
            assertReply("250", client.data(MAIL));
        }
        assertEquals(0, mailboxes.takeAll(recipient).size());
        Http api = Http.administrator(host);
        JsonArray waiting =
                items(api.get("/api/v1/queue?state=waiting&domain=wishes.test").body());
        assertEquals(1, waiting.size(), waiting::toString);
        int id = waiting.getJsonObject(0).getInt("id");
        assertEquals(200, api.json("POST", "/api/v1/queue/" + id + "/retry", "").statusCode());
        await(mailboxes, recipient);
        assertEquals(
                "delivered",
                Json.createReader(
                                new StringReader(api.get("/api/v1/queue/" + id).body()))
                        .readObject()
                        .getString("state"));
    }

    private static byte[] await(Mailboxes mailboxes, String address) {
        byte[][] found = new byte[1][];
        Wait.until("a mail for " + address + " is there", SOON, () -> {
            List<byte[]> mails = mailboxes.takeAll(address);
            found[0] = mails.isEmpty() ? null : mails.get(0);
            return found[0] != null;
        });
        return found[0];
    }

    private static JsonArray items(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject().getJsonArray("items");
        }
    }

    private static void assertReply(String code, String reply) {
        assertTrue(reply.startsWith(code), reply);
    }
}
