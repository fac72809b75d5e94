package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is done to all entries of the queue that a filter means. */
@SharedServer
class QueueSweepIT {

    private static final String QUEUE = "/api/v1/queue";
    private static final String DOMAIN = "sweep.test";
    private static final String ELSEWHERE = "swept.test";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void allThatIsMeantIsHeldReleasedAndDeletedAndNothingElse(MailHost host) throws IOException {
        Http api = Http.administrator(host);
        String sender = new Mailboxes(host, DOMAIN, 1).addresses().get(0);
        try (OutboundPeer peer = new OutboundPeer();
                SmtpClient smtp = host.smtp()) {
            peer.says(command -> command.startsWith("RCPT") ? Optional.of("451 4.7.1 Later") : Optional.empty());
            String route = "{\"domain\":\"" + ELSEWHERE + "\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                    + ",\"tls\":\"none\"}";
            assertEquals(201, api.json("POST", "/api/v1/routes", route).statusCode());
            String alias = "{\"localPart\":\"away\",\"targets\":[\"a@" + ELSEWHERE + "\",\"b@" + ELSEWHERE + "\"]}";
            assertEquals(
                    201,
                    api.json("POST", "/api/v1/domains/" + DOMAIN + "/aliases", alias)
                            .statusCode());
            smtp.command("EHLO client.sweep.test");
            byte[] mail = "Subject: sweep\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
            String reply = smtp.send(sender, mail, "away@" + DOMAIN);
            assertTrue(reply.startsWith("250"), reply);
            Wait.until(
                    "both wait for another attempt",
                    SOON,
                    () -> api.get(QUEUE + "?state=waiting&domain=" + ELSEWHERE)
                                    .body()
                                    .split("Later", -1)
                                    .length
                            == 3);

            assertEquals(400, sweep(api, "delete", ""));
            assertEquals(400, sweep(api, "delete", "?sendre=x"));
            assertEquals(400, sweep(api, "hold", "?state=lost"));
            assertEquals("{\"changed\":1,\"next\":null}", swept(api, "hold", "recipient=B@" + ELSEWHERE));
            assertEquals("{\"changed\":1,\"next\":null}", swept(api, "hold", "domain=" + ELSEWHERE));
            assertEquals("{\"changed\":2,\"next\":null}", swept(api, "release", "domain=" + ELSEWHERE));
            Wait.until("both are gone", SOON, () -> {
                swept(api, "delete", "domain=" + ELSEWHERE); // not while they are in delivery
                return !api.get(QUEUE + "?domain=" + ELSEWHERE).body().contains("@" + ELSEWHERE);
            });
            assertEquals(204, api.delete("/api/v1/routes/" + ELSEWHERE).statusCode());
        }
    }

    @Test
    void settingsAreToldWithoutTheirSecrets(MailHost host) throws IOException {
        String settings = Http.administrator(host).get("/api/v1/settings").body();
        assertTrue(settings.contains("\"name\":\"letterwing.smtp.port\",\"default\":\"2525\""), settings);
        assertFalse(settings.contains(host.adminPassword()), "a password is shown");
    }

    private static int sweep(Http api, String action, String query) throws IOException {
        return api.json("POST", QUEUE + "/" + action + query, "").statusCode();
    }

    private static String swept(Http api, String action, String query) throws IOException {
        return api.json("POST", QUEUE + "/" + action + "?" + query, "").body();
    }
}
