package org.letterwing.it;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ChainStatus;
import org.letterwing.authentication.arc.Chains;
import org.letterwing.authentication.dkim.Checks;
import org.letterwing.authentication.dkim.OpenDkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What users send arrives elsewhere with signatures that the records of the API confirm. */
@SharedServer
class SigningIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String DOMAIN = "signing.test";
    private static final String ALICE = "u0@" + DOMAIN;
    private static final String KEYS = "/api/v1/domains/" + DOMAIN + "/keys";

    private OutboundPeer peer;
    private Http api;

    @BeforeEach
    void house(MailHost host) throws IOException {
        api = Http.administrator(host);
        new Mailboxes(host, DOMAIN, 1);
        peer = new OutboundPeer();
        String route = "{\"domain\":\"verifier.test\",\"host\":\"127.0.0.1\",\"port\":" + peer.port()
                + ",\"tls\":\"none\",\"username\":null,\"password\":null}";
        assertEquals(201, api.json("POST", "/api/v1/routes", route).statusCode());
    }

    @AfterEach
    void leave() throws IOException {
        api.delete("/api/v1/routes/verifier.test");
        peer.close();
    }

    @Test
    void aMailOfAUserHasTwoSignatures(MailHost host) throws IOException {
        byte[] mail = submit(host, "Subject: signed\r\nFrom: Alice <" + ALICE + ">\r\n\r\n..Hello \r\n\r\n\r\n");
        assertEquals("pass, pass", Checks.outcome(mail, published()));
        String text = text(mail);
        assertTrue(text.startsWith("DKIM-Signature: v=1;"), text);
        assertTrue(text.contains("a=rsa-sha256;") && text.contains("a=ed25519-sha256;"), text);
    }

    @Test
    void openDkimTakesTheSignatures(MailHost host, @TempDir Path folder) throws IOException {
        byte[] mail = submit(
                host,
                "Subject: signed\r\nFrom: Alice <" + ALICE + ">\r\n"
                        + "Date: Fri, 2 Jan 2026 03:00:00 +0000\r\n\r\n..Hello \r\n\r\n\r\n");
        Map<String, String> keys = items("/api/v1/domains/" + DOMAIN + "/dns").getValuesAs(JsonObject.class).stream()
                .filter(record -> record.getString("name").contains("._domainkey."))
                .collect(Collectors.toMap(record -> record.getString("name"), record -> record.getString("value")));
        var peer = new OpenDkim(folder, keys);
        String said = peer.verify(mail);
        assertTrue(said.contains("succeeded") && !said.contains("failed"), said);
        String complaint = peer.verify(text(mail).replace("Hello", "hello").getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(complaint.contains("failed"), complaint);
    }

    @Test
    void aHostWithout8BitMimeGetsSignaturesOfWhatItGets(MailHost host) throws IOException {
        byte[] mail = submit(
                host,
                "Subject: bits\r\nFrom: " + ALICE + "\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n");
        assertTrue(text(mail).contains("\r\nContent-Transfer-Encoding: quoted-printable\r\n"), text(mail));
        assertTrue(text(mail).endsWith("\r\n\r\nGr=C3=BC=C3=9Fe\r\n"), text(mail));
        assertEquals("pass, pass", Checks.outcome(mail, published()));
    }

    @Test
    void newKeysFollowAndOldSignaturesStayGood(MailHost host) throws IOException {
        String content = "Subject: keys\r\nFrom: " + ALICE + "\r\n\r\nHello\r\n";
        byte[] before = submit(host, content);
        assertEquals(200, api.json("POST", KEYS + "/rotate", "").statusCode());
        assertEquals(409, api.json("POST", KEYS + "/rotate", "").statusCode());
        assertEquals("pass, pass", Checks.outcome(submit(host, content), published()), "the old keys still sign");
        assertEquals(200, api.json("POST", KEYS + "/activate", "").statusCode());
        List<String> active = items(KEYS).stream()
                .map(key -> (JsonObject) key)
                .filter(key -> key.getString("state").equals("active"))
                .map(key -> key.getString("selector"))
                .toList();
        assertEquals(2, active.size());
        byte[][] after = new byte[1][];
        Wait.until("the new keys sign", SOON, () -> {
            after[0] = submit(host, content);
            return active.stream().allMatch(selector -> text(after[0]).contains("s=" + selector + ";"));
        });
        assertEquals("pass, pass", Checks.outcome(after[0], published()));
        assertEquals("pass, pass", Checks.outcome(before, published()));
    }

    @Test
    void whatAStrangerWroteIsSealedAndNotSigned(MailHost host) throws IOException {
        String alias = "{\"localPart\":\"away\",\"targets\":[\"bob@verifier.test\"]}";
        assertEquals(
                201,
                api.json("POST", "/api/v1/domains/" + DOMAIN + "/aliases", alias)
                        .statusCode());
        for (String sender : List.of("mallory@elsewhere.test", "")) { // a report keeps its null sender
            assertSealed(forwarded(host, sender));
        }
    }

    private byte[] forwarded(MailHost host, String sender) throws IOException {
        int before = peer.count();
        try (SmtpClient smtp = host.smtp()) {
            smtp.command("EHLO test");
            byte[] forged =
                    ("Subject: forged\r\nFrom: " + ALICE + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
            assertTrue(smtp.send(sender, forged, "away@" + DOMAIN).startsWith("250"));
        }
        return arrived(before + 1);
    }

    private void assertSealed(byte[] mail) throws IOException {
        assertFalse(text(mail).contains("DKIM-Signature"), text(mail));
        ArcResult chain = Chains.validate(mail, published());
        assertEquals(ChainStatus.PASS, chain.status(), chain.reason());
        assertEquals(List.of(DOMAIN), chain.sealers());
        assertTrue(chain.authenticationResults().orElseThrow().contains("dmarc="), chain::toString);
    }

    @Test
    void whatIsNotThereHasNoKeys() throws IOException {
        for (String path : List.of("keys", "dns")) {
            assertEquals(404, api.get("/api/v1/domains/nowhere.test/" + path).statusCode());
            assertEquals(400, api.get("/api/v1/domains/no_name/" + path).statusCode());
        }
        assertEquals(
                404,
                api.json("POST", "/api/v1/domains/nowhere.test/keys/rotate", "").statusCode());
        assertEquals(409, api.json("POST", KEYS + "/activate", "").statusCode());
    }

    /** Returns a DNS that has what the API says. */
    private ZoneNames published() throws IOException {
        var zone = new ZoneNames();
        for (JsonObject item : items("/api/v1/domains/" + DOMAIN + "/dns").getValuesAs(JsonObject.class)) {
            assertEquals("missing", item.getString("state"), "the server's DNS is empty");
            zone.with(item.getString("name"), item.getString("type"), item.getString("value"));
        }
        return zone;
    }

    private JsonArray items(String path) throws IOException {
        try (JsonReader reader =
                Json.createReader(new StringReader(api.get(path).body()))) {
            return reader.readObject().getJsonArray("items");
        }
    }

    /** Sends a mail as Alice, and returns what arrives. */
    private byte[] submit(MailHost host, String content) throws IOException {
        int before = peer.count();
        try (SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission())) {
            client.command("EHLO client.test");
            client.startTls();
            client.command("EHLO client.test");
            String plain = "\0" + ALICE + "\0" + Mailboxes.PASSWORD;
            client.command("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
            String reply = client.send(ALICE, content.getBytes(StandardCharsets.UTF_8), "bob@verifier.test");
            assertTrue(reply.startsWith("250"), reply);
        }
        return arrived(before + 1);
    }

    private byte[] arrived(int count) {
        Wait.until("the mail is there", SOON, () -> peer.taken().size() == count);
        return peer.taken().get(count - 1).content();
    }

    private static String text(byte[] mail) {
        return new String(mail, StandardCharsets.ISO_8859_1);
    }
}
