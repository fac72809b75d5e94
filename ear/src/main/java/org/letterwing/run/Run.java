package org.letterwing.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

import org.letterwing.settings.Settings;

/**
 * Runs the provisioned WildFly in the foreground until it ends or this process is interrupted.
 *
 * <p>The server gets the environment, the options of {@code bin/jvm.options}, then those of {@code JAVA_OPTS}, and every
 * system property of this process that is a setting of Letterwing or of the server ({@code letterwing.*}, {@code
 * jboss.*}). WildFly goes on without an
 * application that fails; here that ends the server, with the reason as the last line.
 */
public final class Run {

    private static final String BASE = "jboss.server.base.dir";
    private static final int POLL_MILLIS = 200;
    private static final int STOP_SECONDS = 60;
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 2, 128 + 15); // SIGINT, SIGTERM

    private final Path deployments;
    private final Path log;
    private long logged;
    private final StandaloneCommandBuilder command;

    private Run(Path home) {
        Path base = Path.of(System.getProperty(BASE, home.resolve("standalone").toString()));
        deployments = base.resolve("deployments");
        log = base.resolve("log").resolve("server.log");
        command = StandaloneCommandBuilder.of(home).setJavaHome(System.getProperty("java.home"));
        Path bin = home.resolve("bin");
        command.setJavaOptions(
                "@" + bin.resolve("jvm.options"), "-XX:CompilerDirectivesFile=" + bin.resolve("compiler.json"));
        String options = System.getenv("JAVA_OPTS");
        if (options != null && !options.isBlank()) {
            command.addJavaOptions(options.strip().split("\\s+"));
        }
    }

    /**
     * Runs the server.
     *
     * @param arguments the server's folder, and the data folder unless a setting names another
     * @throws IllegalStateException if Letterwing can't start, with the one line that says what to change
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (System.getenv(Settings.DATA_DIR.environmentName()) == null
                && System.getProperty(Settings.DATA_DIR.name()) == null) {
            System.setProperty(Settings.DATA_DIR.name(), arguments[1]);
        }
        new Run(Path.of(arguments[0])).run();
    }

    private void run() throws IOException, InterruptedException {
        passProperties();
        removeMarkers();
        logged = Files.exists(log) ? Files.size(log) : 0;
        Process server = Launcher.of(command).inherit().launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop server"));
        while (!server.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !Files.exists(marker("deployed"))) {
            if (Files.exists(marker("failed"))) {
                stop(server);
                throw new IllegalStateException(FailureReason.of(Files.readString(marker("failed")), logSinceStart()));
            }
        }
        int code = server.waitFor();
        if (code != 0 && !ENDED_BY_SIGNAL.contains(code)) {
            throw new IllegalStateException("The server ended with code " + code + "; its log says why");
        }
    }

    private void passProperties() {
        Properties properties = System.getProperties();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("letterwing.") || name.startsWith("jboss."))
                .forEach(name -> command.addServerArgument("-D" + name + "=" + properties.getProperty(name)));
    }

    /** The scanner's notes of an earlier run; one of a failure would keep it from trying again. */
    private void removeMarkers() throws IOException {
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(deployments, "letterwing.ear.*")) {
            for (Path marker : markers) {
                Files.delete(marker);
            }
        }
    }

    /** The server appends to its log, or begins a new one each day. */
    private String logSinceStart() throws IOException {
        byte[] all = Files.readAllBytes(log);
        int start = all.length < logged ? 0 : (int) logged;
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    private Path marker(String state) {
        return deployments.resolve("letterwing.ear." + state);
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
