package org.letterwing.smtp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.net.Door;
import org.letterwing.net.MemoryBudget;
import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.TestAccounts;
import org.letterwing.spool.MailContent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What all sessions together keep in memory has a bound, and nothing of it is lost. */
class MemoryTest {

    private static final String LINE = "x".repeat(98) + "\r\n";
    private static final int LIMIT = 150_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final MemoryBudget memory = new MemoryBudget(LIMIT);
    private final SessionLimits limits =
            new SessionLimits(LONG, LONG, 0, LONG, new Door(Door.Rules.NONE), SessionLimits.NOBODY, memory);
    private final List<MailContent> kept = new ArrayList<>();
    private final Deque<Runnable> disk = new ArrayDeque<>();

    @AfterEach
    void nothingIsLeft() {
        assertEquals(0, memory.used());
    }

    @Test
    void aMailCountsUntilItsContentIsClosed() {
        try (var client = dialogue(Runnable::run)) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(50) + ".\r\n");
            client.expect("250 2.0.0 Taken\r\n");
            assertTrue(memory.used() >= 5000, () -> memory.used() + " octets");
            kept.get(0).close();
            kept.get(0).close();
            assertEquals(0, memory.used());
        }
    }

    @Test
    void whenItIsUsedUpMailsAreForLater() {
        List<Dialogue> clients = new ArrayList<>();
        String last = "";
        while (!last.startsWith("452")) {
            assertTrue(clients.size() < LIMIT / 5000, "memory has no bound");
            var client = dialogue(Runnable::run);
            clients.add(client);
            client.begin("bob@example.org");
            client.send(LINE.repeat(80) + ".\r\n");
            last = client.replies();
        }
        assertEquals(
                "452 4.3.1 Too much mail arrives at once, there is no memory for yours; try again later\r\n", last);
        assertTrue(memory.used() <= LIMIT);
        assertTrue(kept.size() >= 5);
        var refused = clients.get(clients.size() - 1);
        kept.forEach(MailContent::close);
        refused.begin("bob@example.org");
        refused.send(LINE + ".\r\n");
        refused.expect("250 2.0.0 Taken\r\n");
        kept.forEach(MailContent::close);
        clients.forEach(Dialogue::close);
    }

    @Test
    void aMailThatIsGivenUpCountsNoMore() {
        for (String end : List.of(LINE, "bare\n" + LINE, LINE.repeat(500), LINE.repeat(5000))) {
            try (var client = dialogue(Runnable::run)) {
                client.begin("bob@example.org");
                client.send(LINE.repeat(20) + end);
                client.disappear();
            }
            assertEquals(0, memory.used());
        }
    }

    @Test
    void aMailInAFileCountsUntilTheDiskHasIt() throws IOException {
        try (var client = dialogue(disk::add)) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(700));
            assertTrue(memory.used() > 30_000, () -> memory.used() + " octets");
            disk.removeFirst().run(); // the file is made
            while (!disk.isEmpty()) {
                long before = memory.used();
                disk.removeFirst().run();
                assertTrue(memory.used() < before);
            }
            client.send(".\r\n");
            runDisk();
            client.expect("250 2.0.0 Taken\r\n");
            assertEquals(0, memory.used());
            kept.get(0).close();
        }
    }

    @Test
    void aMailThatTheDiskRefusesCountsNoMore() {
        try (var client = dialogue(task -> {
            throw new java.util.concurrent.RejectedExecutionException("busy");
        })) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(900) + ".\r\n");
            client.expect("452 4.3.1 The mail can't be stored now, try again later\r\n");
            assertEquals(0, memory.used());
        }
    }

    @Test
    void inputThatWaitsCountsAndIsNotReadWhenThereIsNoRoom() {
        try (var client = dialogue(Runnable::run)) {
            client.send("RCPT TO:<x");
            assertTrue(memory.used() > 0);
            client.send("@example.org>\r\n");
            assertEquals(0, memory.used());
            client.replies();
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            assertTrue(memory.take(LIMIT - 2000));
            client.send("RCPT TO:<later@example.org>\r\n" + "NOOP\r\n".repeat(400));
            assertFalse(client.isRead());
            client.backend.laterAnswer.complete(new SmtpBackend.RecipientReply(Reply.of(250, "2.1.5", "Known"), null));
            assertTrue(client.replies().endsWith("250 2.0.0 OK\r\n"));
            assertTrue(client.isRead());
            memory.give(LIMIT - 2000);
        }
    }

    @Test
    void recipientsCountUntilTheMailHasEnded() {
        try (var client = dialogue(Runnable::run)) {
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            long before = memory.used();
            client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
            long each = memory.used() - before;
            assertTrue(each > 100, () -> each + " octets");
            client.exchange("RCPT TO:<nobody@example.org>", "550 5.1.1");
            assertEquals(each, memory.used() - before);
            long rest = LIMIT - memory.used();
            assertTrue(memory.take(rest));
            client.exchange("RCPT TO:<carol@example.org>", "452 4.3.1");
            memory.give(rest);
            client.exchange("RCPT TO:<carol@example.org>", "250 2.1.5");
            client.exchange("RSET", "250 2.0.0");
            assertEquals(0, memory.used());
            client.begin("bob@example.org", "carol@example.org");
            client.send(LINE + ".\r\n");
            client.expect("250 2.0.0 Taken\r\n");
            kept.get(0).close();
            assertEquals(0, memory.used());
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
            client.disappear();
        }
    }

    @Test
    void aLongCommandWhoseEndDoesNotComeIsForLater() {
        try (var longest = authenticating();
                var shorter = authenticating()) {
            longest.send("AUTH PLAIN " + "x".repeat(1500));
            shorter.send("AUTH PLAIN " + "x".repeat(800));
            long rest = LIMIT - memory.used();
            assertTrue(memory.take(rest));
            shorter.send("x");
            longest.send("x");
            assertEquals("421 4.3.1 There is no memory for your command, try again later\r\n", longest.replies());
            assertFalse(longest.isOpen());
            shorter.send("\r\n");
            assertTrue(shorter.replies().startsWith("501 5.5.2"));
            memory.give(rest);
        }
    }

    private Dialogue authenticating() {
        var authentication = new TestAccounts("alice@example.com", "x").authentication(a -> true, Duration.ZERO);
        return Dialogue.greeted(new Dialogue(
                new TestBackend(), Dialogue.config(directory, authentication, 10_000, limits), Runnable::run));
    }

    private Dialogue dialogue(java.util.concurrent.Executor executor) {
        return Dialogue.greeted(new Dialogue(new KeepingBackend(), Dialogue.config(directory, limits), executor));
    }

    private void runDisk() {
        while (!disk.isEmpty()) {
            disk.removeFirst().run();
        }
    }

    /** Keeps the content of each mail open. */
    private final class KeepingBackend extends TestBackend {

        @Override
        public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
            kept.add(content);
            return CompletableFuture.completedStage(TAKEN);
        }
    }
}
