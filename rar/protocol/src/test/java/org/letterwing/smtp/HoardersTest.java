package org.letterwing.smtp;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Many clients whose mails never end take no more of a small heap than they may, and all of it comes back. */
@Timeout(120)
class HoardersTest {

    private static final int HEAP_MEGABYTES = 64;
    private static final int HOARDERS = 1000;
    private static final String NO_ROOM =
            "452 4.3.1 Too much mail arrives at once, there is no memory for yours; try again later";
    private static final String TAKEN = "250 2.0.0 Taken";

    /** Lines as long as a mail may be to stay in memory: those of all together are twice the heap. */
    private static final String UNFINISHED = ("x".repeat(76) + "\r\n").repeat(1600);

    /** Nearly as long as a command may be, for the sake of AUTH: those of all together are more than the heap. */
    private static final String COMMAND = "x".repeat(12_000);

    private static final int COMMANDERS = 6000;

    private final List<Socket> hoarders = new ArrayList<>();

    @Test
    void mailsThatNeverEnd() throws IOException {
        assertTrue(UNFINISHED.length() < SeparateServer.MEMORY_LIMIT);
        assertTrue((long) UNFINISHED.length() * HOARDERS > 1.5 * HEAP_MEGABYTES * 1024 * 1024);
        try (var server = new SeparateServer(HEAP_MEGABYTES)) {
            for (int i = 0; i < 50; i++) {
                assertEquals(TAKEN, server.mail(UNFINISHED));
            }
            long before = server.heap();
            String last = "";
            for (int i = 0; i < HOARDERS; i++) {
                Socket hoarder = server.greeted();
                hoarders.add(hoarder);
                last = SeparateServer.begin(hoarder, UNFINISHED);
            }
            assertEquals(NO_ROOM, server.mail(UNFINISHED));
            long taken = server.heap() - before;
            System.out.println("Heap that " + HOARDERS + " hoarders take: " + taken + " octets");
            assertTrue(taken < HEAP_MEGABYTES / 2 * 1024 * 1024, () -> taken + " octets");

            // Who has its mail in memory may end it, who came too late may not.
            assertEquals(TAKEN, SeparateServer.end(hoarders.get(0)));
            assertEquals(NO_ROOM, last.equals(NO_ROOM) ? last : SeparateServer.end(hoarders.get(HOARDERS - 1)));
            leave();
            untilFree(server, before + 1024 * 1024);
        }
    }

    @Test
    void commandsThatNeverEnd() throws IOException {
        assertTrue((long) COMMAND.length() * COMMANDERS > HEAP_MEGABYTES * 1024 * 1024);
        SeparateServer.assumeOpenFiles(COMMANDERS);
        try (var server = new SeparateServer(HEAP_MEGABYTES)) {
            assertEquals(TAKEN, server.mail(UNFINISHED));
            for (int i = 0; i < COMMANDERS; i++) {
                Socket hoarder = server.greeted();
                hoarders.add(hoarder);
                SeparateServer.send(hoarder, COMMAND);
            }
            assertEquals(
                    "421 4.3.1 There is no memory for your command, try again later",
                    SeparateServer.reply(hoarders.get(COMMANDERS - 1)));
            leave();
            untilTaken(server);
        }
    }

    private void leave() throws IOException {
        for (Socket hoarder : hoarders) {
            hoarder.close();
        }
    }

    /** Waits until the server has noticed that all have gone: on a busy machine it takes them one after the other. */
    private static void untilFree(SeparateServer server, long most) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long heap = server.heap();
        while (heap >= most) {
            long over = heap - most;
            assertTrue(System.nanoTime() < deadline, () -> over + " octets too many are left");
            heap = server.heap();
        }
    }

    private static void untilTaken(SeparateServer server) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String reply = server.mail(UNFINISHED);
        while (!reply.equals(TAKEN)) {
            assertEquals(NO_ROOM, reply);
            assertTrue(System.nanoTime() < deadline, "the memory of hoarders that have gone is not there again");
            reply = server.mail(UNFINISHED);
        }
    }
}
