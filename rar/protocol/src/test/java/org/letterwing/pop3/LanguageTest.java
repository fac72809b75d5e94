package org.letterwing.pop3;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What POP3 has got after RFC 1939: internationalised mail, languages, and a pause between logins. */
class LanguageTest {

    private final MemoryMaildrop backend = new MemoryMaildrop();

    // RFC 6856 2, 3
    @Test
    void aClientMayAskForUtf8AndALanguage() {
        new Dialogue(backend)
                .hears(Dialogue.GREETING)
                .says("UTF8", "LANG", "LANG en", "LANG *", "LANG x-klingon")
                .hears(
                        "+OK UTF-8 it is",
                        "+OK Languages follow",
                        "en English",
                        ".",
                        "+OK en The texts are in English",
                        "+OK en The texts are in English",
                        "-ERR This language is not known");
        new Dialogue(backend)
                .loggedIn()
                .says("UTF8", "LANG EN")
                .hears(Replies.LOGGED_IN_ALREADY, "+OK en The texts are in English");
    }

    // RFC 2449 6.5, 8.1.1
    @Test
    void anAccountWaitsBetweenTwoLogins() {
        var delay = Duration.ofHours(1);
        new Dialogue(backend, client -> true, delay)
                .hears(Dialogue.GREETING)
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD, "QUIT")
                .hears("+OK Now the password", "+OK 0 messages (0 octets)", "+OK Bye");
        var limits = new LoginDelay(delay);
        assertTrue(limits.permits("alice"));
        assertFalse(limits.permits("alice"));
        assertTrue(limits.permits("bob"));
        assertTrue(new LoginDelay(Duration.ZERO).permits("alice"));
    }

    @Test
    void anAuthAloneListsTheMechanisms() {
        new Dialogue(backend)
                .hears(Dialogue.GREETING)
                .says("AUTH")
                .hears("+OK Mechanisms follow", "SCRAM-SHA-256", "OAUTHBEARER", "PLAIN", "LOGIN", ".");
    }
}
