package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code letterwing.console.realm=container}: the server's own realm knows the people, and the accounts are those of mail alone. */
class ContainerRealmIT {

    private static final String DOMAINS = "/api/v1/domains";
    private static final String ACCOUNT = "alice@realm.test";

    private static ServerProcess server;
    private static MailHost host;

    @BeforeAll
    static void start() throws IOException {
        ServerFolder folder = ServerFolder.provisioned("realm");
        Path configuration = folder.base().resolve("configuration");
        Files.writeString(
                configuration.resolve("application-users.properties"),
                user("boss", "of-all") + user("clerk", "of-some") + user(ACCOUNT, "of-herself"));
        Files.writeString(
                configuration.resolve("application-roles.properties"),
                "boss=administrator\nclerk=other\n" + ACCOUNT.replace("@", "\\@") + "=user\n");
        server = ServerProcess.in(folder, Database.embedded(), "-Dletterwing.console.realm=container")
                .start();
        host = server.host();
        Http boss = Http.as(host, "boss", "of-all");
        assertEquals(
                201, boss.json("POST", DOMAINS, "{\"name\":\"realm.test\"}").statusCode());
        String account = "{\"localPart\":\"alice\",\"password\":\"wonderland\"}";
        assertEquals(
                201,
                boss.json("POST", DOMAINS + "/realm.test/accounts", account).statusCode());
    }

    /** Returns a line of WildFly's file of users. */
    private static String user(String name, String password) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((name + ":ApplicationRealm:" + password).getBytes(StandardCharsets.UTF_8));
            return name + "=" + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void rolesOfTheRealmAreThoseOfTheConsole() throws IOException {
        assertEquals(200, Http.as(host, "boss", "of-all").get(DOMAINS).statusCode());
        AdministrationApiIT.problem(401, Http.as(host, "boss", "wrong").get(DOMAINS));
        AdministrationApiIT.problem(401, Http.as(host, "nobody", "of-all").get(DOMAINS));
        AdministrationApiIT.problem(403, Http.as(host, "clerk", "of-some").get(DOMAINS));
        AdministrationApiIT.problem(403, Http.as(host, ACCOUNT, "of-herself").get(DOMAINS));
        assertTrue(Http.as(host, "boss", "of-all").get("/api/v1/audit").body().contains("\"boss\""));
    }

    @Test
    void accountsAreThoseOfMailAlone() throws IOException {
        AdministrationApiIT.problem(401, Http.administrator(host).get(DOMAINS));
        AdministrationApiIT.problem(401, Http.as(host, ACCOUNT, "wonderland").get(DOMAINS));
        try (Pop3Client client = host.pop3(ACCOUNT, "wonderland")) {
            assertEquals(0, client.count());
        }
        try (Browser browser = Browser.start(host, "en", "Europe/Berlin")) {
            browser.signIn("admin", host.adminPassword());
            browser.awaitText("User or password is wrong");
            browser.signIn("boss", "of-all");
            browser.awaitText("Sign out");
            browser.open("/account.xhtml");
            browser.awaitText("your password is managed there");
            browser.press("session:out");
            browser.signIn(ACCOUNT, "of-herself");
            browser.awaitText("Change your password");
        }
    }
}
