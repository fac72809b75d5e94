package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.testing.Peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The embedded database forces each mail to the disk before its {@code 250}. */
class DurabilityIT {

    private static final int MAILS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void eachMailHasAForcedWriteBeforeItsReply(@TempDir Path folder) throws Exception {
        Peer.require(Commands.has("strace"), "strace is not installed: apt-get install strace, to count forced writes");
        try (ServerProcess server = ServerProcess.in(ServerFolder.provisioned("durability"), Database.embedded())
                .start()) {
            Mailboxes mailboxes = new Mailboxes(server.host(), "durable.test", 1);
            Path trace = folder.resolve("trace");
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-e",
                            "trace=fsync,fdatasync,msync",
                            "-o",
                            trace.toString(),
                            "-p",
                            Long.toString(server.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("strace.log").toFile())
                    .start();
            try {
                awaitAttached(strace, folder.resolve("strace.log"));
                try (SmtpClient client = server.host().smtp()) {
                    client.command("EHLO test");
                    for (int mail = 1; mail <= MAILS; mail++) {
                        String reply = client.send(
                                "bob@elsewhere.test",
                                NumberedMail.content(mail),
                                mailboxes.addresses().get(0));
                        assertTrue(reply.startsWith("250"), reply);
                        long forced = forcedWrites(trace);
                        assertTrue(
                                forced >= mail, mail + " mails were acknowledged after " + forced + " forced writes");
                    }
                }
            } finally {
                strace.destroy();
                strace.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static void awaitAttached(Process strace, Path log) {
        Wait.until("strace follows the server", LIMIT, () -> {
            String text = Files.readString(log);
            Peer.require(strace.isAlive(), "strace may not follow another process here: run the tests as root");
            return text.contains("attached");
        });
    }

    /** strace writes a call down when it is done, before the process goes on. */
    private static long forcedWrites(Path trace) throws IOException {
        return Files.readString(trace)
                .lines()
                .filter(line -> line.endsWith("= 0"))
                .count();
    }
}
