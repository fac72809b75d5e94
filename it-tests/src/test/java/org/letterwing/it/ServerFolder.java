package org.letterwing.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's own folder (configuration, deployments, data, log) beside the modules of a server that is only read. */
record ServerFolder(Path home, Path base) {

    private static final Path TARGET = Path.of(System.getProperty("letterwing.test.directory", "target"));
    private static final Path PROVISIONED =
            Path.of(System.getProperty("letterwing.test.server", "../ear/target/server"));

    /** Makes a new folder from the provisioned server, which has {@code letterwing.ear} deployed. */
    static ServerFolder provisioned(String name) {
        return copy(PROVISIONED.toAbsolutePath().normalize(), name);
    }

    /** Makes a new folder from what is under {@code standalone} of a server. */
    static ServerFolder copy(Path home, String name) {
        Path from = home.resolve("standalone");
        Path base = TARGET.toAbsolutePath().resolve("servers").resolve(name);
        try {
            delete(base);
            for (String part : List.of("configuration", "deployments")) {
                copyTree(from.resolve(part), base.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerFolder(home, base);
    }

    /** Returns the archive under test. */
    static Path ear() {
        return PROVISIONED.resolve("standalone/deployments/letterwing.ear");
    }

    Path data() {
        return base.resolve("letterwing-data");
    }

    Path deployments() {
        return base.resolve("deployments");
    }

    /** Returns the server's report of a deployment that failed; empty if none did. */
    Optional<String> failure() {
        Path marker = deployments().resolve("letterwing.ear.failed");
        try {
            return Files.exists(marker) ? Optional.of(Files.readString(marker)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets how the last deployment went, so that a server tries again. */
    void forgetDeployment() {
        try {
            for (String state : List.of("deployed", "failed")) {
                Files.deleteIfExists(deployments().resolve("letterwing.ear." + state));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the options that the provisioned server's JVM is run with; none for a server of another kind. */
    List<String> javaOptions() {
        Path bin = home.resolve("bin");
        Path options = bin.resolve("jvm.options");
        return Files.exists(options)
                ? List.of("@" + options, "-XX:CompilerDirectivesFile=" + bin.resolve("compiler.json"))
                : List.of();
    }

    /** Returns the server arguments that let a server run here. */
    List<String> arguments() {
        return List.of("-Djboss.server.base.dir=" + base, "-Dletterwing.data.dir=" + data());
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!isMarker(file)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** The deployment scanner's notes of another server. */
    private static boolean isMarker(Path file) {
        return file.getFileName().toString().startsWith("letterwing.ear.");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
