package org.letterwing.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A server process of a test's own, which can be killed and started again on the same data. */
final class ServerProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 60;

    private final ServerFolder folder;
    private final MailHost host;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment;
    private final List<String> javaOptions;
    private Process process;

    private ServerProcess(
            ServerFolder folder,
            MailHost host,
            List<String> arguments,
            Map<String, String> environment,
            List<String> javaOptions) {
        this.folder = folder;
        this.host = host;
        this.arguments.addAll(folder.arguments());
        this.arguments.addAll(host.ports().arguments());
        this.arguments.addAll(arguments);
        this.environment = environment;
        this.javaOptions = javaOptions;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Describes a server in a folder, with an administrator's password that tests know. */
    static ServerProcess in(ServerFolder folder, Database database, String... arguments) {
        List<String> all = new ArrayList<>(database.arguments());
        all.add("-Dletterwing.admin.password=" + MailHost.ADMIN_PASSWORD);
        all.add(EmptyDns.argument());
        all.addAll(List.of(arguments));
        return new ServerProcess(
                folder, new MailHost(Ports.free(), MailHost.ADMIN_PASSWORD), all, Map.of(), List.of("-Xmx512m"));
    }

    /** Returns the same server with environment variables of its own. */
    ServerProcess with(Map<String, String> variables) {
        return new ServerProcess(folder, host, arguments, variables, javaOptions);
    }

    /** Returns the same server with other options for its JVM. */
    ServerProcess withJavaOptions(String... options) {
        return new ServerProcess(folder, host, arguments, environment, List.of(options));
    }

    MailHost host() {
        return host;
    }

    ServerFolder folder() {
        return folder;
    }

    long pid() {
        return process.pid();
    }

    /** Starts the process and returns at once. */
    ServerProcess launch() {
        try {
            folder.forgetDeployment();
            StandaloneCommandBuilder command = StandaloneCommandBuilder.of(folder.home())
                    .setJavaHome(System.getProperty("java.home"))
                    .setJavaOptions(folder.javaOptions())
                    .addJavaOptions(javaOptions);
            command.addServerArguments(arguments);
            process = Launcher.of(command)
                    .addEnvironmentVariables(environment)
                    .setRedirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
                    .launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Starts the process and returns when Letterwing takes mail. */
    ServerProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /** Returns when Letterwing takes mail; fails as soon as it is clear that it won't. */
    void awaitReady() {
        host.awaitReady(this::obstacle);
    }

    private Optional<String> obstacle() {
        return process.isAlive() ? folder.failure() : Optional.of("The server has ended; see " + console());
    }

    /** Ends the process with SIGKILL, as a crash would. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Ends the process in good order. */
    void stop() {
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    kill();
                    throw new AssertionError("The server did not stop within " + STOP_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns what the server wrote to its console, of all starts. */
    String consoleText() {
        try {
            return Files.readString(console());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path console() {
        return folder.base().resolve("console.log");
    }
}
