package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.mailbox.Flags;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets, before the login and after: each command has its answer, and a session that ends says so. */
class ImapFuzzTest {

    private static final Pattern LAST_WORDS = Pattern.compile("(?s)(.*\r\n)?\\* BYE .*");

    @FuzzTest(maxDuration = "20s")
    void octetsAreAnswered(byte[] octets) {
        converse(octets, false);
        converse(octets, true);
    }

    private static void converse(byte[] octets, boolean selected) {
        var backend = new MemoryBackend();
        backend.mailboxes.deliver("INBOX", NestedMessage.TEXT, Flags.NONE, NestedMessage.structure());
        backend.mailboxes.deliver("INBOX", NestedMessage.TEXT, Flags.NONE, NestedMessage.structure());
        var config = Dialogue.config(backend, client -> true, new UserSessions(1), new Semaphore(0));
        try (var dialogue = new Dialogue(backend, config)) {
            if (selected) {
                dialogue.selected();
            }
            dialogue.sends(octets);
            String heard = dialogue.heard();
            assertTrue(heard.isEmpty() || heard.endsWith("\r\n"), heard);
            assertTrue(
                    dialogue.isOpen() || LAST_WORDS.matcher(heard).matches(),
                    () -> new String(octets, StandardCharsets.ISO_8859_1) + "\n" + heard);
        }
    }
}
