package org.letterwing.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.settings.SettingException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where the administrator's password comes from, and who can read it. */
class AdministratorPasswordTest {

    @TempDir
    Path temporary;

    @Test
    void isMadeOnceForTheOwnerAlone() throws Exception {
        Path folder = temporary.resolve("data");
        String log = logOf(() -> load(Optional.empty(), folder));
        Path file = folder.resolve("admin-password");
        String password = Files.readString(file).strip();
        assertTrue(password.matches("[A-Za-z0-9_-]{22,}"), "at least 128 bits: " + password.length());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(log.contains(file.toString()), log);
        assertFalse(log.contains(password), "the log has the password");
        assertTrue(load(Optional.empty(), folder).matches(password.toCharArray()), "it stays the same");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void theSettingComesFirst() throws Exception {
        ScramVerifier verifier = load(Optional.of("of my own"), temporary);
        assertTrue(verifier.matches("of my own".toCharArray()));
        assertFalse(Files.exists(temporary.resolve("admin-password")));
    }

    @Test
    void anEditedFileCounts() throws Exception {
        Files.writeString(temporary.resolve("admin-password"), "edited\n");
        assertTrue(load(Optional.empty(), temporary).matches("edited".toCharArray()));
    }

    @Test
    void whatCantBeAPasswordStopsTheStart() throws Exception {
        assertThrows(SettingException.class, () -> load(Optional.of("a\u0007b"), temporary));
        Files.writeString(temporary.resolve("admin-password"), "\n");
        SettingException empty = assertThrows(SettingException.class, () -> load(Optional.empty(), temporary));
        assertTrue(empty.getMessage().contains("admin-password"), empty.getMessage());
        Path file = Files.createFile(temporary.resolve("file"));
        SettingException noFolder =
                assertThrows(SettingException.class, () -> load(Optional.empty(), file.resolve("data")));
        assertTrue(noFolder.getMessage().contains("letterwing.admin.password"), noFolder.getMessage());
    }

    private static ScramVerifier load(Optional<String> configured, Path folder) {
        return AdministratorPassword.load(configured, folder);
    }

    private static String logOf(Runnable work) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + " " + List.of(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(AdministratorPassword.class.getName());
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return String.join("\n", lines);
    }
}
