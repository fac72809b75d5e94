package org.letterwing.imap;

import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From the greeting to the authenticated state (RFC 9051 6.2). */
class LoginTest {

    private final MemoryBackend backend = new MemoryBackend();

    @Test
    void aClientIsGreetedWithTheCapabilities() {
        new Dialogue(backend).plays("""
                        S: * OK [CAPABILITY IMAP4rev2 IMAP4rev1 LITERAL+ ENABLE ID SASL-IR AUTH=SCRAM-SHA-256 AUTH=OAUTHBEARER AUTH=PLAIN AUTH=LOGIN] mail.example.com Letterwing IMAP server ready
                        C: abcd CAPABILITY
                        S: * CAPABILITY IMAP4rev2 IMAP4rev1 LITERAL+ ENABLE ID SASL-IR AUTH=SCRAM-SHA-256 AUTH=OAUTHBEARER AUTH=PLAIN AUTH=LOGIN
                        S: abcd OK CAPABILITY completed
                        """);
    }

    @Test
    void aSessionCanBeRefused() {
        backend.refusal = "The server is starting";
        var refused = new Dialogue(backend).plays("S: * BYE [UNAVAILABLE] The server is starting");
        assertFalse(refused.isOpen());
    }

    @Test
    void namesAndPasswordsMayBeLiterals() {
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: A001 LOGIN {17}
                        S: + Go ahead
                        C: alice@example.com {19}
                        S: + Go ahead
                        C: a secret of  words\s
                        S: A001 OK [CAPABILITY IMAP4rev2 IMAP4rev1 ...
                        C: A002 LOGIN a b
                        S: A002 BAD You are logged in already
                        """);
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: A001 LOGIN {17+}
                        alice@example.com {19+}
                        a secret of  words\s
                        S: A001 OK [CAPABILITY IMAP4rev2 IMAP4rev1 ...
                        """);
    }

    @Test
    void theThirdWrongPasswordEndsTheSession() {
        var dialogue = new Dialogue(backend).plays("""
                        S: * OK ...
                        C: 1 LOGIN alice@example.com wrong
                        S: 1 NO [AUTHENTICATIONFAILED] User or password is wrong
                        C: 2 LOGIN bob@example.com "a secret of  words "
                        S: 2 NO [AUTHENTICATIONFAILED] User or password is wrong
                        C: 3 LOGIN alice@example.com wrong
                        S: 3 NO [AUTHENTICATIONFAILED] User or password is wrong
                        S: * BYE Too many errors, closing the connection
                        """);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void noPasswordIsTakenInClearWhereItMustNotBe() {
        new Dialogue(backend, client -> false).plays("""
                        S: * OK [CAPABILITY IMAP4rev2 IMAP4rev1 LITERAL+ ENABLE ID LOGINDISABLED SASL-IR AUTH=SCRAM-SHA-256] ...
                        C: 1 LOGIN alice@example.com "a secret of  words "
                        S: 1 NO [PRIVACYREQUIRED] No password is taken over a connection without encryption
                        C: 2 AUTHENTICATE PLAIN
                        S: 2 NO [PRIVACYREQUIRED] No password is taken over a connection without encryption
                        """);
        assertTrue(backend.accounts.noted.isEmpty());
    }

    @Test
    void aMechanismOfSaslLogsIn() {
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: a AUTHENTICATE PLAIN
                        S: +\s
                        C: AGFsaWNlQGV4YW1wbGUuY29tAGEgc2VjcmV0IG9mICB3b3JkcyA=
                        S: a OK [CAPABILITY IMAP4rev2 ...
                        """);
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: a authenticate plain AGFsaWNlQGV4YW1wbGUuY29tAGEgc2VjcmV0IG9mICB3b3JkcyA=
                        S: a OK [CAPABILITY IMAP4rev2 ...
                        """);
    }

    @Test
    void anExchangeCanBeCancelledAndIsOverThen() {
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: 1 AUTHENTICATE PLAIN
                        S: +\s
                        C: *
                        S: 1 BAD Cancelled
                        C: 2 AUTHENTICATE PLAIN
                        S: +\s
                        C: not base64
                        S: 2 BAD The response is not base64
                        C: 3 AUTHENTICATE PLAIN =
                        S: 3 BAD The response is not what the mechanism allows
                        C: 4 AUTHENTICATE GSSAPI
                        S: 4 NO [CANNOT] This mechanism is not offered
                        C: 5 NOOP
                        S: 5 OK NOOP completed
                        """);
    }

    @Test
    void whatFailsMayWorkLater() {
        backend.accounts.failing = true;
        new Dialogue(backend).plays("""
                        S: * OK ...
                        C: 1 LOGIN alice@example.com x
                        S: 1 NO [UNAVAILABLE] You can't log in now, try again later
                        """);
    }

    @Test
    void whoIsBannedIsNotHeard() {
        backend.accounts.banned = true;
        var dialogue = new Dialogue(backend).plays("""
                        S: * OK ...
                        C: 1 LOGIN alice@example.com "a secret of  words "
                        S: * BYE [UNAVAILABLE] Too many logins from your address have failed, try again later
                        """);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void anAccountHasSoManySessionsAndNoMore() {
        var config = Dialogue.config(backend, client -> true, new UserSessions(1), new Semaphore(1));
        var first = new Dialogue(backend, config).loggedIn();
        String login = "1 LOGIN alice@example.com \"a secret of  words \"";
        var second = new Dialogue(backend, config)
                .plays("S: * OK ...\nC: " + login + "\n"
                        + "S: * BYE [LIMIT] Too many sessions of this account\n"
                        + "S: 1 NO [LIMIT] Too many sessions of this account");
        assertFalse(second.isOpen());
        first.close();
        new Dialogue(backend, config).plays("S: * OK ...\nC: " + login + "\nS: 1 OK ...");
    }

    @Test
    void logoutSaysBye() {
        var dialogue = new Dialogue(backend).plays("""
                        S: * OK ...
                        C: A023 LOGOUT
                        S: * BYE Bye
                        S: A023 OK LOGOUT completed
                        """);
        assertFalse(dialogue.isOpen());
    }
}
