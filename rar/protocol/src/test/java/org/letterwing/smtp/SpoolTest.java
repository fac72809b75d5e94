package org.letterwing.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.spool.MailContent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolTest {

    private static final String LINE = "x".repeat(98) + "\r\n";

    @TempDir
    private Path directory;

    private final Deque<Runnable> disk = new ArrayDeque<>();
    private final TestBackend backend = new TestBackend();

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 98, 99, 100, 101, 200, 999})
    void contentIsTheSameInMemoryAndFile(int lines) throws IOException {
        try (var client = Dialogue.greeted(new Dialogue(backend, directory, Runnable::run))) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(lines) + ".\r\n");
            client.expect("250 2.0.0 Taken\r\n");
            assertEquals(LINE.repeat(lines), backend.last().sent());
            assertEquals(backend.last().content().length(), backend.last().size());
        }
        assertDirectoryEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 900})
    void contentCanBeReadAsOftenAsWantedUntilItIsClosed(int lines) throws IOException {
        var kept = new CompletableFuture<MailContent>();
        var keeping = new TestBackend() {
            @Override
            public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
                kept.complete(content);
                return deliveryAnswer;
            }
        };
        try (var client = Dialogue.greeted(new Dialogue(keeping, directory, Runnable::run))) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(lines) + ".\r\n");
            client.expect("250 2.0.0 Taken\r\n");
        }
        try (MailContent content = kept.join();
                var first = content.open();
                var second = content.open()) {
            byte[] half = first.readNBytes((int) content.size() / 2);
            byte[] whole = second.readAllBytes();
            assertEquals(content.size(), whole.length);
            assertEquals(whole[half.length] & 0xFF, first.read());
            byte[] rest = first.readAllBytes();
            assertEquals(content.size(), half.length + 1 + rest.length);
            assertArrayEquals(Arrays.copyOf(whole, half.length), half);
            assertEquals(-1, first.read());
            assertDirectoryEmpty();
        }
        kept.join().close();
        assertThrows(IOException.class, kept.join()::open);
    }

    @Test
    void nothingIsReadWhileTheDiskIsSlow() throws IOException {
        try (var client = Dialogue.greeted(new Dialogue(backend, directory, disk::add))) {
            client.begin("bob@example.org");
            client.send("x".repeat(98) + "\r\n");
            int sent = 0;
            while (client.isRead()) {
                client.send("\u0000".repeat(9998) + "\r\n");
                sent++;
                assertTrue(sent < 100, "input has no bound");
            }
            runDisk();
            client.expect("");
            assertTrue(client.isRead());
        }
        runDisk();
        assertDirectoryEmpty();
    }

    @Test
    void aFullDiskIsSaidAtTheEnd() throws IOException {
        Files.delete(directory);
        try (var client = Dialogue.greeted(new Dialogue(backend, directory, Runnable::run))) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(999) + ".\r\n");
            client.expect("452 4.3.1 The mail can't be stored now, try again later\r\n");
            client.begin("bob@example.org");
            client.send("small\r\n.\r\n");
            client.expect("250 2.0.0 Taken\r\n");
        }
        Files.createDirectory(directory);
        assertEquals(1, backend.delivered.size());
    }

    @Test
    void aDiskThatRefusesIsAsAFullOne() throws IOException {
        int[] tasks = {0};
        try (var client = Dialogue.greeted(new Dialogue(backend, directory, task -> {
            if (tasks[0]++ > 1) {
                throw new RejectedExecutionException("busy");
            }
            task.run();
        }))) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(999) + ".\r\n");
            client.expect("452 4.3.1 The mail can't be stored now, try again later\r\n");
        }
        assertDirectoryEmpty();
        assertTrue(tasks[0] > 1);
    }

    @Test
    void aClientThatDisappearsLeavesNothing() throws IOException {
        try (var client = Dialogue.greeted(new Dialogue(backend, directory, disk::add))) {
            client.begin("bob@example.org");
            client.send(LINE.repeat(900));
            disk.remove().run();
            client.disappear();
            assertFalse(client.isOpen());
        }
        runDisk();
        assertDirectoryEmpty();
        assertEquals(0, openFiles());
        assertTrue(backend.delivered.isEmpty());
    }

    private void runDisk() {
        while (!disk.isEmpty()) {
            disk.remove().run();
        }
    }

    private void assertDirectoryEmpty() throws IOException {
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    /** Counts files of ours that are open without a name, on systems that tell. */
    private long openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (var links = Files.list(descriptors)) {
            return links.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).startsWith(directory);
                        } catch (IOException closedMeanwhile) {
                            return false;
                        }
                    })
                    .count();
        }
    }
}
