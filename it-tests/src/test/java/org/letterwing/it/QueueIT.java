package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Mail for other hosts goes there by itself, and comes back as a report when they don't want it. */
@SharedServer
class QueueIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void anAliasElsewhereIsForwarded(MailHost host) throws IOException {
        Mailboxes mailboxes = new Mailboxes(host, "queue.test", 1);
        String sender = mailboxes.addresses().get(0);
        Http api = Http.administrator(host);
        try (OutboundPeer peer = new OutboundPeer()) {
            assertEquals(
                    201,
                    api.json(
                                    "POST",
                                    "/api/v1/routes",
                                    "{\"domain\":\"peer.test\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                                            + ",\"tls\":\"none\",\"username\":null,\"password\":null}")
                            .statusCode());
            alias(api, "away", "bob@peer.test");
            alias(api, "lost", "nobody@peer.test");
            send(host, sender, "away@queue.test");
            Wait.until("the mail is there", SOON, () -> !peer.mails().isEmpty());
            assertTrue(peer.mails().get(0).endsWith("Subject: forward\n\nonward\n"), peer.mails()::toString);

            send(host, sender, "lost@queue.test");
            StringBuilder report = new StringBuilder();
            Wait.until("the report is there", SOON, () -> {
                mailboxes.takeAll(sender).forEach(mail -> report.append(new String(mail, StandardCharsets.UTF_8)));
                return !report.isEmpty();
            });
            for (String line : List.of(
                    "Return-Path: <>",
                    "Original-Recipient: rfc822; lost@queue.test",
                    "Final-Recipient: rfc822; nobody@peer.test",
                    "Action: failed",
                    "Status: 5.1.1")) {
                assertTrue(report.toString().contains(line + "\r\n"), line + " is not in\n" + report);
            }
            String failed =
                    api.get("/api/v1/queue?state=failed&domain=peer.test").body();
            assertTrue(failed.contains("\"recipient\":\"nobody@peer.test\""), failed);
            String status = api.get("/api/v1/status").body();
            assertTrue(status.matches(".*\"queue\":\\{\"waiting\":\\d+,.*\"attempts\":\\{\"taken\":[1-9].*"), status);
            assertEquals(400, api.get("/api/v1/queue?state=lost").statusCode());
            assertEquals(404, api.get("/api/v1/queue/0").statusCode());
            assertEquals(204, api.delete("/api/v1/routes/peer.test").statusCode());
        }
    }

    private static void alias(Http api, String name, String target) throws IOException {
        String json = "{\"localPart\":\"" + name + "\",\"targets\":[\"" + target + "\"]}";
        assertEquals(
                201,
                api.json("POST", "/api/v1/domains/queue.test/aliases", json).statusCode());
    }

    private static void send(MailHost host, String from, String to) throws IOException {
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            String reply =
                    smtp.send(from, "Subject: forward\r\n\r\nonward\r\n".getBytes(StandardCharsets.US_ASCII), to);
            assertTrue(reply.startsWith("250"), reply);
        }
    }
}
