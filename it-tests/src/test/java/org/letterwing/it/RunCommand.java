package org.letterwing.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.wildfly.core.launcher.Launcher;

import org.letterwing.settings.Settings;

/** What {@code mvn -Prun package} runs, as a process of a test. */
final class RunCommand implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    private final Process process;
    private final Path output;

    /** Starts it in a folder, with system properties given as {@code -D} and environment variables. */
    RunCommand(ServerFolder folder, Map<String, String> environment, List<String> properties) throws IOException {
        output = folder.base().resolve("run.log");
        // Where the tests themselves run in the background, their SIGINT is ignored, and a child would inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djboss.server.base.dir=" + folder.base());
        command.addAll(properties);
        command.addAll(List.of("-cp", classpath(folder.home()), "org.letterwing.run.Run"));
        command.addAll(List.of(folder.home().toString(), folder.data().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Returns what it has written, the server's log included. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Returns the server's process. */
    ProcessHandle server() {
        return process.children().findFirst().orElseThrow();
    }

    /** Sends it the signal that Ctrl-C sends. */
    void interrupt() throws IOException {
        Commands.run("kill", "-INT", Long.toString(process.pid()));
    }

    /** Returns the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It still runs; see " + output);
        }
        return process.exitValue();
    }

    /** Kills it, and the server, if they still run. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String classpath(Path home) {
        return String.join(
                File.pathSeparator,
                home.resolveSibling("classes").toString(),
                ApplicationWar.jar(Settings.class),
                ApplicationWar.jar(Launcher.class));
    }
}
