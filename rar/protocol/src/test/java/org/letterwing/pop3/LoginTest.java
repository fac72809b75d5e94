package org.letterwing.pop3;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The AUTHORIZATION state (RFC 1939 4). */
class LoginTest {

    private final MemoryMaildrop backend = new MemoryMaildrop();
    private final Dialogue dialogue = new Dialogue(backend);

    @Test
    void aSessionCanBeRefused() {
        backend.refusal = "The server is starting";
        var refused = new Dialogue(backend).hears("-ERR [SYS/TEMP] The server is starting");
        assertFalse(refused.isOpen());
    }

    @Test
    void userAndPassOpenTheMaildrop() {
        backend.add("one\r\n");
        dialogue.loggedIn();
        assertTrue(backend.isHeld());
    }

    @Test
    void keywordsHaveNoCase() {
        dialogue.hears(Dialogue.GREETING)
                .says("uSer " + MemoryMaildrop.USER, "pasS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", "+OK 0 messages (0 octets)");
    }

    @Test
    void nobodyLearnsWhichOfTheTwoWasWrong() {
        dialogue.hears(Dialogue.GREETING)
                .says("USER nobody@example.com", "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", Replies.WRONG_CREDENTIALS)
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD.strip())
                .hears("+OK Now the password", Replies.WRONG_CREDENTIALS);
        assertFalse(backend.isHeld());
    }

    @Test
    void thirdFailureEndsTheSession() {
        dialogue.hears(Dialogue.GREETING)
                .says("USER a", "PASS b", "USER a", "PASS b", "USER a", "PASS b", "USER a")
                .hears(
                        "+OK Now the password",
                        Replies.WRONG_CREDENTIALS,
                        "+OK Now the password",
                        Replies.WRONG_CREDENTIALS,
                        "+OK Now the password",
                        Replies.WRONG_CREDENTIALS);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void eachAttemptNeedsItsName() {
        dialogue.hears(Dialogue.GREETING)
                .says("PASS early")
                .hears(Replies.NAME_FIRST)
                .says("USER a", "PASS b", "PASS c")
                .hears("+OK Now the password", Replies.WRONG_CREDENTIALS, Replies.NAME_FIRST);
    }

    @Test
    void nameAndPasswordMustNotBeEmpty() {
        dialogue.hears(Dialogue.GREETING)
                .says("USER", "USER ", "USER a\0b", "USER a", "PASS", "PASS ")
                .hears(
                        "-ERR Write it as: USER name",
                        "-ERR Write it as: USER name",
                        "-ERR Write it as: USER name",
                        "+OK Now the password",
                        "-ERR Write it as: PASS password",
                        "-ERR Write it as: PASS password");
    }

    @Test
    void whereNoPasswordIsAllowedNoneIsTaken() {
        var remote = new Dialogue(backend, client -> false);
        remote.hears(Dialogue.GREETING)
                .says("CAPA")
                .hears(
                        "+OK Capabilities follow",
                        "SASL SCRAM-SHA-256",
                        "LANG",
                        "TOP",
                        "UIDL",
                        "UTF8",
                        "RESP-CODES",
                        "AUTH-RESP-CODE",
                        "PIPELINING",
                        "EXPIRE NEVER",
                        "IMPLEMENTATION Letterwing",
                        ".")
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears(Replies.PASSWORD_IN_CLEAR, Replies.NAME_FIRST);
        assertFalse(backend.isHeld());
    }

    @Test
    void aMaildropHasOneSession() {
        dialogue.loggedIn();
        var second = new Dialogue(backend);
        second.hears(Dialogue.GREETING)
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", Replies.IN_USE);
        dialogue.close();
        second.says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", "+OK 0 messages (0 octets)");
    }

    @Test
    void whatFailsBehindIsTemporary() {
        backend.accounts.failing = true;
        dialogue.hears(Dialogue.GREETING)
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", Replies.LOGIN_FAILED);
        assertTrue(dialogue.isOpen());
    }

    @Test
    void capabilitiesAreTheSameInBothStates() {
        String[] capabilities = {
            "+OK Capabilities follow",
            "SASL SCRAM-SHA-256 OAUTHBEARER PLAIN LOGIN",
            "LANG",
            "TOP",
            "UIDL",
            "USER",
            "UTF8 USER",
            "RESP-CODES",
            "AUTH-RESP-CODE",
            "PIPELINING",
            "EXPIRE NEVER",
            "IMPLEMENTATION Letterwing",
            "."
        };
        dialogue.hears(Dialogue.GREETING).says("CAPA").hears(capabilities);
        new Dialogue(backend).loggedIn().says("CAPA").hears(capabilities);
    }

    @Test
    void otherCommandsNeedALogin() {
        dialogue.hears(Dialogue.GREETING)
                .says("STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "TOP 1 0", "UIDL")
                .hears(Collections.nCopies(8, Replies.LOG_IN_FIRST).toArray(String[]::new));
    }

    @Test
    void loginIsOnceASession() {
        dialogue.loggedIn()
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears(Replies.LOGGED_IN_ALREADY, Replies.LOGGED_IN_ALREADY);
    }

    @Test
    void quitEndsTheSession() {
        dialogue.hears(Dialogue.GREETING).says("QUIT", "CAPA").hears("+OK Bye");
        assertFalse(dialogue.isOpen());
    }

    @Test
    void aClientThatGoesDuringItsLoginLeavesNoHold() {
        Queue<Runnable> work = new ArrayDeque<>();
        backend.executor = work::add;
        dialogue.says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD);
        work.remove().run();
        assertTrue(backend.isHeld());
        dialogue.close();
        work.remove().run();
        assertFalse(backend.isHeld());
    }
}
