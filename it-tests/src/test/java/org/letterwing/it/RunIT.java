package org.letterwing.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The run command: it says where everything is, and Ctrl-C leaves nothing running. */
class RunIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final int LAST_LINES = 5;

    @Test
    void itSaysWhereEverythingIsAndEndsWithCtrlC() throws Exception {
        ServerFolder folder = ServerFolder.provisioned("run");
        Ports ports = Ports.free();
        try (RunCommand run = new RunCommand(folder, Map.of(), ports.arguments())) {
            Wait.until("the last line is there", START, () -> run.output().contains("Administrator: "));
            List<String> lines = run.output().lines().toList();
            String last = String.join("\n", lines.subList(lines.size() - LAST_LINES, lines.size()));
            assertTrue(last.contains("127.0.0.1:" + ports.smtp()), last);
            assertTrue(last.contains("submission 127.0.0.1:" + ports.submission()), last);
            assertTrue(last.contains("submissions 127.0.0.1:" + ports.submissions()), last);
            assertTrue(last.contains("127.0.0.1:" + ports.pop3()), last);
            assertTrue(last.contains("pop3s 127.0.0.1:" + ports.pop3s()), last);
            assertTrue(last.contains("http://127.0.0.1:" + ports.http() + "/letterwing/"), last);
            assertTrue(last.contains(folder.data().resolve("admin-password").toString()), last);
            ProcessHandle server = run.server();
            String flags = Commands.jcmd(server.pid(), "VM.flags");
            assertTrue(flags.contains("-XX:+UseParallelGC"), flags);
            run.interrupt();
            run.awaitExit();
            assertFalse(server.isAlive(), "The server still runs");
        }
    }
}
