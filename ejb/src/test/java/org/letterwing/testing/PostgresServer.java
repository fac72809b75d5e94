package org.letterwing.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A private PostgreSQL server on a free port, its data in a temporary folder, fsync on. It refuses to run as root, so
 * under root it runs as the user {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {

    /** The superuser's name. */
    public static final String USER = "letterwing";

    /** The superuser's password. */
    public static final String PASSWORD = "of no secret";

    private static final long START_SECONDS = 60;
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PostgresServer shared;

    private final Path binaries;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private Process process;

    private PostgresServer(Path binaries, List<String> settings) throws IOException, InterruptedException {
        this.binaries = binaries;
        this.settings = settings;
        folder = Files.createTempDirectory("letterwing-postgres");
        port = freePort();
        giveToServer(folder);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        giveToServer(password);
        Process initdb = run(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.toString(),
                "-N",
                "-E",
                "UTF8",
                "--locale",
                "C");
        if (initdb.waitFor() != 0) {
            throw new IllegalStateException("initdb failed:\n" + log());
        }
    }

    /** Starts a server that keeps prepared transactions, as it doesn't by default. */
    public static PostgresServer startTwoPhase() {
        return start("max_prepared_transactions=50");
    }

    /**
     * Starts a server of the test's own; skips the test if PostgreSQL is not installed.
     *
     * @param settings such as {@code fsync=off}
     */
    public static PostgresServer start(String... settings) {
        Optional<Path> binaries = findBinaries();
        Peer.require(binaries.isPresent(), "PostgreSQL is not installed: apt-get install postgresql, to run this test");
        try {
            PostgresServer server = new PostgresServer(binaries.get(), List.of(settings));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.resume();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the server that tests share which don't stop it; skips the test if PostgreSQL is not installed. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** Makes an empty database and returns its URL, without user and password. */
    public String createDatabase() {
        return createDatabase("template1");
    }

    /** Makes a copy of a database to which nobody is connected, and returns its URL, without user and password. */
    String createDatabase(String template) {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /** Returns the URL of a database, without user and password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Starts the server again after {@link #stop()} or {@link #kill()}; returns when it takes connections. */
    public void resume() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        do {
            try {
                if (process == null || !process.isAlive()) { // at first, or processes of a killed one still ended
                    process = run("postgres", arguments());
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
                DriverManager.getConnection(url("postgres"), USER, PASSWORD).close();
                return;
            } catch (SQLException e) {
                // not yet
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("PostgreSQL did not start:\n" + log());
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("-D", data()));
        Stream.concat(
                        Stream.of(
                                "port=" + port,
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=" + folder,
                                "max_connections=200"),
                        settings.stream())
                .forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments.toArray(String[]::new);
    }

    /** Stops the server in good order, cutting its connections. */
    public void stop() {
        signal("INT");
        await(process.toHandle());
    }

    /** Kills the server and all its processes with SIGKILL, as a crash would. */
    public void kill() {
        List<ProcessHandle> processes = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(PostgresServer::await);
    }

    /** Stops the server and removes its data. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            // gone already
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(ProcessHandle process) {
        process.onExit().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void giveToServer(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        } else {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Debian keeps the programs out of the PATH, one folder for each version; the newest one is taken. */
    private static Optional<Path> findBinaries() {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        return Stream.concat(debianBinaries(), onPath)
                .filter(p -> Files.isExecutable(p.resolve("initdb")) && Files.isExecutable(p.resolve("postgres")))
                .findFirst();
    }

    private static Stream<Path> debianBinaries() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions
                    .sorted(Comparator.comparingInt(PostgresServer::version).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.empty(); // not a Debian with PostgreSQL
        }
    }

    private static int version(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("[0-9]+") ? Integer.parseInt(name) : 0;
    }
}
