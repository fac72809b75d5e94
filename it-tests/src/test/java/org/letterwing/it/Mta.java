package org.letterwing.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import org.junit.jupiter.api.Assumptions;

/**
 * Another mail server on this machine, which takes mail at an address of loopback: that of its inbox, if it has one, goes
 * there, and all other mail to Letterwing.
 */
interface Mta extends AutoCloseable {

    Duration LIMIT = Duration.ofSeconds(60);

    /** Returns the address at which it takes mail from this machine. */
    String address();

    /** Returns the port at which it takes mail from this machine. */
    int port();

    /** Returns whether it has delivered or bounced all that it took. */
    boolean isIdle() throws IOException;

    /** Returns what it logged. */
    String log() throws IOException;

    @Override
    void close() throws IOException;

    /** Returns when it takes mail. */
    default void awaitReady() {
        Wait.until("the MTA listens", LIMIT, () -> {
            try (SmtpClient client = new SmtpClient(address(), port())) {
                return client.greeting().startsWith("220");
            }
        });
    }

    /** Returns when it is idle; fails with its log. */
    default void awaitIdle() throws IOException {
        try {
            Wait.until("the MTA has delivered all", LIMIT, this::isIdle);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; its log:\n" + log(), e);
        }
    }

    /** Skips the test with one line unless it runs as root, as such a server must. */
    static void requireRoot() {
        if (!System.getProperty("user.name").equals("root")) {
            String line = "Postfix and Exim start as root alone: run the tests as root, to exchange mail with them";
            System.err.println("Skipped: " + line);
            Assumptions.abort(line);
        }
    }

    /** Makes a folder that its processes without privileges may enter. */
    static Path folder(Path parent, String name) {
        try {
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
