package org.letterwing.imap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;

import org.letterwing.net.Door;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.SessionLimits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** COMPRESS (RFC 4978). */
class CompressTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int BOUND = 128 * 1024;

    private final MemoryBackend backend = new MemoryBackend();
    private final Semaphore compressions = new Semaphore(1);
    private final MemoryBudget memory = new MemoryBudget(10_000_000);
    private final ImapConfig config = Dialogue.config(
            backend,
            client -> true,
            new UserSessions(10),
            compressions,
            new SessionLimits(LONG, LONG, 0, LONG, new Door(Door.Rules.NONE), SessionLimits.NOBODY, memory));
    private final Dialogue dialogue = new Dialogue(backend, config).selected();

    @Test
    void aSessionGoesOnCompressed() {
        String large = "0123456789".repeat(9_000);
        dialogue.compresses().plays("""
                        C: 1 NOOP
                        S: 1 OK NOOP completed
                        C: 2 COMPRESS DEFLATE
                        S: 2 NO [COMPRESSIONACTIVE] The connection is compressed already
                        """);
        dialogue.sends("3 APPEND INBOX {90000+}\r\n" + large + "\r\n").plays("""
                        S: * 1 EXISTS
                        S: * 1 RECENT
                        S: 3 OK [APPENDUID 3857529045 1] APPEND completed
                        """);
        assertEquals(large, backend.mailboxes.content("INBOX", 1));
        dialogue.plays("""
                C: 4 LOGOUT
                S: * BYE Bye
                S: 4 OK LOGOUT completed
                """);
        dialogue.close();
        assertEquals(1, compressions.availablePermits());
    }

    @Test
    void whatIsThereOnceIsNotAnnouncedTwice() {
        assertTrue(dialogue.says("1 CAPABILITY").heard().contains(" COMPRESS=DEFLATE"));
        assertFalse(dialogue.compresses().says("2 CAPABILITY").heard().contains("COMPRESS"));
    }

    @Test
    void onlySomeSessionsMayCompressAtOnce() {
        dialogue.compresses();
        new Dialogue(backend, config).loggedIn().plays("""
                        C: 1 COMPRESS DEFLATE
                        S: 1 NO [LIMIT] Too many sessions compress already
                        """);
    }

    @Test
    void aClientThatDoesNotWaitIsRefused() {
        dialogue.plays("""
                C: 1 COMPRESS DEFLATE
                C: 2 COMPRESS LZW
                S: 1 BAD Wait for the answer to COMPRESS before you send more
                S: 2 BAD The only way to compress is DEFLATE
                """);
    }

    @Test
    void whatIsNotCompressedEndsTheSession() {
        dialogue.skips("1 COMPRESS DEFLATE");
        dialogue.says("2 NOOP");
        assertFalse(dialogue.isOpen());
    }

    @Test
    void aBombOfOneLineTakesNoMemory() {
        dialogue.compresses().sends("x".repeat(50_000_000));
        assertTrue(memory.used() < BOUND, () -> memory.used() + " octets");
        assertTrue(dialogue.says("").heard().startsWith("* BYE [TOOBIG] "));
    }

    @Test
    void aBombOfCommandsWaitsAsItIs() {
        Queue<Runnable> work = new ArrayDeque<>();
        dialogue.compresses();
        backend.executor = work::add;
        int commands = 100_000;
        dialogue.sends("a NOOP\r\n".repeat(commands));
        assertTrue(memory.used() < BOUND, () -> memory.used() + " octets");
        int answers = 0;
        while (!work.isEmpty()) {
            work.remove().run();
            answers += dialogue.heard().length() / "a OK NOOP completed\r\n".length();
            assertTrue(memory.used() < BOUND, () -> memory.used() + " octets");
        }
        assertEquals(commands, answers);
    }
}
