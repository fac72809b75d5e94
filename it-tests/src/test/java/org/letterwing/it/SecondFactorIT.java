package org.letterwing.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import com.ongres.scram.client.ScramClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Passwords of programs, and a second factor, as the owner of an account sets them up in a real browser. */
@SharedServer
class SecondFactorIT {

    private static final String DOMAIN = "factor.test";
    private static final String ACCOUNT = "/api/v1/domains/" + DOMAIN + "/accounts/alice";
    private static final String ALICE = "alice@" + DOMAIN;
    private static final String PASSWORD = "wonderland";
    private static final Duration SOON = Duration.ofSeconds(30);

    private MailHost host;
    private Http api;
    private Browser browser;

    @BeforeEach
    void anAccount(MailHost mailHost) throws IOException {
        host = mailHost;
        api = Http.administrator(host);
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
        api.json("POST", "/api/v1/domains", "{\"name\":\"" + DOMAIN + "\"}");
        api.json(
                "POST",
                "/api/v1/domains/" + DOMAIN + "/accounts",
                "{\"localPart\":\"alice\",\"password\":\"" + PASSWORD + "\"}");
        browser = Browser.start(host, "en", "Europe/Berlin");
    }

    @AfterEach
    void closeIt() throws IOException {
        if (browser != null) {
            browser.close();
        }
        api.delete("/api/v1/domains/" + DOMAIN + "?cascade=true");
    }

    @Test
    void aProgramHasAPasswordOfItsOwnUntilItIsRemoved() throws IOException {
        browser.signIn(ALICE, PASSWORD);
        browser.awaitText("No program has a password of its own");
        String telephone = makePassword("telephone");
        browser.awaitText("telephone");
        browser.check("application-passwords");
        logIn(telephone);
        logIn(PASSWORD);
        assertEquals(401, Http.as(host, ALICE, telephone).get("/api/v1/domains").statusCode(), "it is for mail alone");
        String list = api.get(ACCOUNT + "/application-passwords").body();
        assertTrue(list.contains("\"name\":\"telephone\""), list);
        assertFalse(list.contains("\"lastUsed\":null"), list);
        assertFalse(list.contains(telephone), list);

        browser.open("/account.xhtml");
        try (ImapClient stolen = new ImapClient(MailHost.NAME, host.ports().imap()).login(ALICE, telephone)) {
            browser.press("programs:table:0:remove");
            browser.awaitText("The password of telephone is removed.");
            Wait.until("the session that it has opened ends", SOON, () -> isClosed(stolen));
        }
        assertThrows(IOException.class, () -> imap(telephone));
        browser.press("session:out");
        browser.signIn(ALICE, telephone);
        browser.awaitText("User or password is wrong");
    }

    @Test
    void anOwnerTurnsASecondFactorOnSignsInWithItAndTurnsItOff() throws Exception {
        browser.signIn(ALICE, PASSWORD);
        browser.awaitText("Signing in here needs your password alone.");
        browser.press("factor:prepare");
        Authenticator authenticator = new Authenticator(read("key"));
        browser.check("second-factor-key");
        browser.fill("factor:first", authenticator.code(0));
        browser.fill("factor:present", "wrong");
        browser.press("factor:on");
        browser.awaitText("The present password is wrong");
        browser.fill("factor:first", authenticator.code(0));
        browser.fill("factor:present", PASSWORD);
        browser.press("factor:on");
        browser.awaitText("The second factor is on.");
        List<String> recoveryCodes = recoveryCodes();
        assertEquals(10, recoveryCodes.size());
        browser.check("second-factor-on");
        String telephone = makePassword("telephone");
        onlyTheProgramsPasswordOpensMail(telephone);
        assertTrue(api.get(ACCOUNT).body().contains("\"secondFactor\":true"));

        browser.press("session:out");
        browser.signIn(ALICE, PASSWORD);
        browser.awaitText("Six digits");
        browser.check("login-code");
        browser.open("/account.xhtml");
        browser.awaitText("Six digits"); // nobody is signed in yet
        giveCode("000000x");
        browser.awaitText("The code is wrong");
        giveCode(authenticator.code(1));
        browser.awaitText("Signing in here needs your password and a code.");

        browser.press("session:out");
        browser.signIn(ALICE, PASSWORD);
        giveCode(recoveryCodes.get(0));
        browser.awaitText("9 recovery codes are left.");
        browser.press("session:out");
        browser.signIn(ALICE, PASSWORD);
        giveCode(recoveryCodes.get(0));
        browser.awaitText("The code is wrong");
        browser.press("code:again");
        browser.awaitText("Password");
        browser.signIn(ALICE, PASSWORD);
        giveCode(recoveryCodes.get(1));
        browser.fill("factor:code", recoveryCodes.get(2));
        browser.press("factor:renew");
        browser.awaitText("10 recovery codes are left.");
        browser.fill("factor:code", recoveryCodes().get(0));
        browser.press("factor:off");
        browser.awaitText("The second factor is off.");
        logIn(PASSWORD);
    }

    @Test
    void germansReadItInTheirLanguageAndAnAdministratorTakesItAway() throws IOException {
        browser.close();
        browser = Browser.start(host, "de", "Europe/Berlin");
        browser.signIn(ALICE, PASSWORD);
        browser.awaitText("Zur Anmeldung hier genügt Ihr Passwort.");
        browser.press("factor:prepare");
        browser.fill("factor:first", new Authenticator(read("key")).code(0));
        browser.fill("factor:present", PASSWORD);
        browser.press("factor:on");
        browser.awaitText("Der zweite Faktor ist eingeschaltet.");
        browser.check("second-factor-german");
        String recoveryCode = recoveryCodes().get(0);
        browser.press("session:out");
        browser.signIn(ALICE, PASSWORD);
        browser.awaitText("Sechs Ziffern");
        giveCode(recoveryCode);
        browser.awaitText("9 Wiederherstellungscodes sind übrig.");
        browser.press("session:out");

        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Abmelden");
        browser.open("/domain.xhtml?name=" + DOMAIN);
        browser.awaitText("zweiter Faktor");
        browser.press("accounts:table:0:access");
        browser.awaitText("Kein Programm hat für dieses Konto ein eigenes Passwort.");
        browser.check("account-access");
        browser.press("access:factor");
        browser.awaitText("Der zweite Faktor von " + ALICE + " ist weggenommen.");
        logIn(PASSWORD);
        assertTrue(api.get(ACCOUNT).body().contains("\"secondFactor\":false"));
        assertEquals(404, api.delete(ACCOUNT + "/second-factor").statusCode());
    }

    @Test
    void theAdministratorHasSuchAPageToo() throws IOException {
        browser.signIn("admin", host.adminPassword());
        browser.awaitText("Sign out");
        browser.press(By.cssSelector("a.lw-user"));
        browser.awaitText("Your password is a setting of the server");
        browser.check("own-account-admin");
        browser.fill("programs:name", "reader");
        browser.fill("programs:present", host.adminPassword());
        browser.press("programs:add");
        browser.awaitText("It is never shown again.");
        try (Pop3Client client = host.pop3("admin", read("password"))) {
            browser.press("programs:table:0:remove");
        }
        browser.awaitText("The password of reader is removed.");
        browser.fill("tokens:name", "metrics-" + System.nanoTime());
        browser.press("tokens:add");
        browser.awaitText("Give this token to the program now.");
        assertEquals(
                200, Http.bearer(host, read("token")).get("/api/v1/domains").statusCode());
        browser.press("tokens:table:0:remove");
        browser.awaitText("is taken back.");
    }

    private void onlyTheProgramsPasswordOpensMail(String telephone) throws Exception {
        logIn(telephone);
        assertThrows(IOException.class, () -> imap(PASSWORD));
        assertThrows(IOException.class, () -> host.pop3(ALICE, PASSWORD).close());
        assertTrue(submission(PASSWORD).startsWith("535 5.7.8"));
        assertTrue(scram(PASSWORD).startsWith("535 5.7.8"));
        HttpResponse<String> refused = Http.as(host, ALICE, PASSWORD).get("/api/v1/domains");
        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("use a token"), refused.body());
    }

    /** Logs in by each protocol. */
    private void logIn(String password) throws IOException {
        imap(password);
        host.pop3(ALICE, password).close();
        String reply = submission(password);
        assertTrue(reply.startsWith("235 2.7.0"), reply);
    }

    private void imap(String password) throws IOException {
        try (ImapClient client = new ImapClient(MailHost.NAME, host.ports().imap())) {
            client.login(ALICE, password);
        }
    }

    private static boolean isClosed(ImapClient client) {
        try {
            client.ok("NOOP");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String submission(String password) throws IOException {
        try (SmtpClient client = secured()) {
            return client.command("AUTH PLAIN " + base64("\0" + ALICE + "\0" + password));
        }
    }

    private String scram(String password) throws Exception {
        ScramClient scram = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username(ALICE)
                .password(password.toCharArray())
                .build();
        try (SmtpClient client = secured()) {
            String challenge = client.command(
                    "AUTH SCRAM-SHA-256 " + base64(scram.clientFirstMessage().toString()));
            scram.serverFirstMessage(
                    new String(Base64.getDecoder().decode(challenge.substring(4)), StandardCharsets.UTF_8));
            return client.command(base64(scram.clientFinalMessage().toString()));
        }
    }

    private SmtpClient secured() throws IOException {
        SmtpClient client = new SmtpClient(MailHost.NAME, host.ports().submission());
        client.command("EHLO client.test");
        client.startTls();
        client.command("EHLO client.test");
        return client;
    }

    private String makePassword(String program) {
        browser.fill("programs:name", program);
        browser.fill("programs:present", PASSWORD);
        browser.press("programs:add");
        browser.awaitText("It is never shown again.");
        return read("password");
    }

    private void giveCode(String code) {
        browser.fill("code:given", code);
        browser.press("code:give");
    }

    private String read(String id) {
        return browser.visible(By.id(id)).getText();
    }

    private List<String> recoveryCodes() {
        return List.of(browser.visible(By.className("lw-codes")).getText().split("\\s+"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
