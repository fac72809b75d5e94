package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** AUTH (RFC 5034). */
class AuthTest {

    private static final String RIGHT = plain(MemoryMaildrop.PASSWORD);
    private static final String WRONG = plain("x");

    private final MemoryMaildrop backend = new MemoryMaildrop();
    private final Dialogue dialogue = new Dialogue(backend).hears(Dialogue.GREETING);

    private static String plain(String password) {
        return base64("\0" + MemoryMaildrop.USER + "\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void withInitialResponseAndWithout() {
        dialogue.says("AUTH PLAIN " + RIGHT).hears("+OK 0 messages (0 octets)");
        assertTrue(backend.isHeld());
        dialogue.says("QUIT").hears("+OK Bye");
        new Dialogue(backend)
                .hears(Dialogue.GREETING)
                .says("AUTH LOGIN")
                .hears("+ VXNlcm5hbWU6")
                .says(base64(MemoryMaildrop.USER), base64(MemoryMaildrop.PASSWORD), "NOOP")
                .hears("+ UGFzc3dvcmQ6", "+OK 0 messages (0 octets)", "+OK");
    }

    @Test
    void failures() {
        dialogue.says("AUTH CRAM-MD5", "AUTH PLAIN @", "AUTH PLAIN =")
                .hears(
                        Replies.MECHANISM_UNKNOWN,
                        "-ERR Write it as: AUTH [mechanism [initial-response]]",
                        Replies.LOGIN_MALFORMED)
                .says("AUTH PLAIN", "*", "AUTH PLAIN", "@", "AUTH PLAIN", "A".repeat(13_000))
                .hears("+ ", Replies.LOGIN_CANCELLED, "+ ", Replies.NOT_BASE64, "+ ", Replies.LOGIN_LINE_TOO_LONG)
                .says("AUTH PLAIN " + WRONG, "STAT")
                .hears(Replies.WRONG_CREDENTIALS, Replies.LOG_IN_FIRST);
    }

    @Test
    void withoutTlsNoSecretIsTaken() {
        new Dialogue(backend, client -> false)
                .hears(Dialogue.GREETING)
                .says("AUTH PLAIN " + RIGHT)
                .hears(Replies.PASSWORD_IN_CLEAR);
        assertFalse(backend.isHeld());
    }

    @Test
    void whoIsBannedIsTurnedAway() {
        backend.accounts.banned = true;
        dialogue.says("AUTH PLAIN " + RIGHT).hears(Replies.LOGIN_BANNED);
        assertFalse(dialogue.isOpen());
    }

    @Test
    void anOpenMaildropIsInUse() {
        try (var first = new Dialogue(backend).loggedIn()) {
            dialogue.says("AUTH PLAIN " + RIGHT).hears(Replies.IN_USE);
            assertTrue(first.isOpen());
        }
    }
}
