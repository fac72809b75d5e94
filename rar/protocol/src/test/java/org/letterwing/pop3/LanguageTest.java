package org.letterwing.pop3;

import java.time.Duration;

import org.junit.jupiter.api.Test;

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
        var delay = new LoginDelay(Duration.ofHours(1));
        String[] login = {"USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD, "QUIT"};
        new Dialogue(backend, client -> true, delay)
                .hears(Dialogue.GREETING)
                .says(login)
                .hears("+OK Now the password", "+OK 0 messages (0 octets)", "+OK Bye");
        new Dialogue(backend, client -> true, delay)
                .hears(Dialogue.GREETING)
                .says(login)
                .hears("+OK Now the password", Replies.TOO_EARLY, "+OK Bye");
        assertTrue(delay.permits("bob"), "others need not wait");
        assertTrue(new LoginDelay(Duration.ZERO).permits(MemoryMaildrop.USER));
    }

    @Test
    void aLoginThatCameToNothingIsNotWaitedFor() {
        var delay = new LoginDelay(Duration.ofHours(1));
        var other = new Dialogue(backend).loggedIn();
        var dialogue = new Dialogue(backend, client -> true, delay)
                .hears(Dialogue.GREETING)
                .says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", Replies.IN_USE);
        other.close();
        dialogue.says("USER " + MemoryMaildrop.USER, "PASS " + MemoryMaildrop.PASSWORD)
                .hears("+OK Now the password", "+OK 0 messages (0 octets)");
    }

    @Test
    void anAuthAloneListsTheMechanisms() {
        new Dialogue(backend)
                .hears(Dialogue.GREETING)
                .says("AUTH")
                .hears("+OK Mechanisms follow", "SCRAM-SHA-256", "OAUTHBEARER", "PLAIN", "LOGIN", ".");
    }
}
