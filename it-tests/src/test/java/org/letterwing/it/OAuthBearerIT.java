package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Logins with access tokens (RFC 7628), which a server verifies by keys or by asking their issuer. */
class OAuthBearerIT {

    private static final String DOMAIN = "auth.test";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String PASSWORD = "wonderland";

    /** After it was away its keys are asked for again in some seconds. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    // RFC 7628 3.2.2
    private static final String INVALID = base64("{\"status\":\"invalid_token\"}");
    // RFC 7628 3.2.3
    private static final String I_SEE = base64("\1");

    private final TokenIssuer issuer = new TokenIssuer();
    private MailHost host;

    @AfterEach
    void endIssuer() {
        issuer.close();
    }

    @Test
    void tokensThatAreSigned() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("oauth-signed");
        try (ServerProcess server = ServerProcess.in(
                        folder,
                        Database.embedded(),
                        MailHost.NO_BANS,
                        "-Dletterwing.oauth.jwks=" + issuer.keys(),
                        "-Dletterwing.oauth.issuer=" + TokenIssuer.NAME,
                        "-Dletterwing.oauth.audience=" + TokenIssuer.AUDIENCE)
                .start()) {
            prepare(server);
            isForLater(issuer.tokenOf(ALICE));
            issuer.come();
            issuerIsAskedAgain();
            isTaken(issuer.tokenOf(ALICE));
            isRefused(issuer.tokenWithWrongSignature(ALICE));
            isRefused(issuer.tokenForAnother(ALICE));
            isRefused(issuer.tokenThatHasExpired(ALICE));
            isRefused(issuer.tokenOf("nobody@" + DOMAIN));
            isRefused("nonsense");
            issuer.leave();
            isTaken(issuer.tokenOf(ALICE)); // the keys are kept
        }
    }

    private void issuerIsAskedAgain() {
        Wait.until("the issuer's keys are fetched", AGAIN, () -> {
            try (SmtpClient client = greeted()) {
                return client.command("AUTH OAUTHBEARER " + bearer(issuer.tokenOf(ALICE)))
                        .startsWith("235");
            }
        });
    }

    @Test
    void tokensThatTheIssuerIsAskedAbout() throws IOException {
        issuer.opaque("good", active("\"aud\":\"" + TokenIssuer.AUDIENCE + "\""));
        issuer.opaque("of-two", active("\"aud\":[\"https://calendar.example\",\"" + TokenIssuer.AUDIENCE + "\"]"));
        issuer.opaque("for-another", active("\"aud\":\"https://calendar.example\""));
        issuer.opaque("for-anybody", active("\"scope\":\"mail\""));
        issuer.opaque("withdrawn", "{\"active\":false}");
        ServerFolder folder = ServerFolder.provisioned("oauth-introspected");
        try (ServerProcess server = ServerProcess.in(
                        folder,
                        Database.embedded(),
                        MailHost.NO_BANS,
                        "-Dletterwing.oauth.introspection=" + issuer.introspection(),
                        "-Dletterwing.oauth.client-secret=" + TokenIssuer.SECRET,
                        "-Dletterwing.oauth.audience=" + TokenIssuer.AUDIENCE)
                .start()) {
            prepare(server);
            isForLater("good");
            issuer.come();
            isTaken("good");
            isTaken("of-two");
            isRefused("for-another");
            isRefused("for-anybody");
            isRefused("withdrawn");
            aSilentIssuerDelaysNobodyElse();
            issuer.leave();
            isForLater("good");
        }
    }

    private static String active(String more) {
        return "{\"active\":true,\"email\":\"" + ALICE + "\"," + more + "}";
    }

    private void prepare(ServerProcess server) throws IOException {
        host = server.host();
        host.api().domain(DOMAIN);
        host.api().account("alice", DOMAIN, PASSWORD);
    }

    private void isTaken(String token) throws IOException {
        try (SmtpClient client = greeted()) {
            assertStarts("235 2.7.0", client.command("AUTH OAUTHBEARER " + bearer(token)));
            assertStarts("250 2.1.0", client.command("MAIL FROM:<" + ALICE + ">"));
        }
        try (Pop3Client client = new Pop3Client(MailHost.NAME, host.ports().pop3())) {
            assertStarts("+OK", bear(client, token));
            assertEquals(0, client.count());
            client.quit();
        }
    }

    private void isRefused(String token) throws IOException {
        try (SmtpClient client = greeted()) {
            assertEquals("334 " + INVALID, client.command("AUTH OAUTHBEARER " + bearer(token)));
            assertStarts("535 5.7.8", client.command(I_SEE));
            assertStarts("530 5.7.0", client.command("MAIL FROM:<" + ALICE + ">"));
        }
        try (Pop3Client client = new Pop3Client(MailHost.NAME, host.ports().pop3())) {
            assertEquals("+ " + INVALID, bear(client, token));
            assertStarts("-ERR [AUTH]", client.command(I_SEE));
            assertStarts("-ERR", client.command("STAT"));
        }
    }

    /** RFC 4954 6: the client may try again. */
    private void isForLater(String token) throws IOException {
        try (SmtpClient client = greeted()) {
            assertStarts("454 4.7.0", client.command("AUTH OAUTHBEARER " + bearer(token)));
            assertStarts("235 2.7.0", client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD)));
        }
        try (Pop3Client client = new Pop3Client(MailHost.NAME, host.ports().pop3())) {
            assertStarts("-ERR [SYS/TEMP]", bear(client, token));
        }
    }

    /** A token is too long for the line of the command (RFC 5034 4). */
    private static String bear(Pop3Client client, String token) throws IOException {
        assertEquals("+ ", client.command("AUTH OAUTHBEARER"));
        return client.command(bearer(token));
    }

    private void aSilentIssuerDelaysNobodyElse() throws IOException {
        issuer.beSilent(true);
        try (SmtpClient waiting = greeted();
                SmtpClient other = greeted()) {
            waiting.write("AUTH OAUTHBEARER " + bearer("good") + "\r\n");
            waiting.flush();
            assertStarts("235 2.7.0", other.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + PASSWORD)));
            assertStarts("454 4.7.0", waiting.reply());
        }
        issuer.beSilent(false);
        isTaken("good");
    }

    private SmtpClient greeted() throws IOException {
        SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission());
        client.command("EHLO client.test");
        client.startTls();
        String offer = client.command("EHLO client.test");
        assertTrue(offer.contains(" OAUTHBEARER "), offer);
        return client;
    }

    private static String bearer(String token) {
        return base64("n,a=" + ALICE + ",\1host=" + MailHost.NAME + "\1auth=Bearer " + token + "\1\1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertStarts(String start, String reply) {
        assertTrue(reply.startsWith(start), reply);
    }
}
