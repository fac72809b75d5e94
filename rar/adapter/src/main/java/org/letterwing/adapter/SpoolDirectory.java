package org.letterwing.adapter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;

/** The folder for mails that arrive and are too large for memory. */
final class SpoolDirectory {

    private static final String OWNER_ONLY = "rwx------";

    private SpoolDirectory() {}

    /**
     * Makes the folder if it isn't there, and removes what a killed server left in it: no mail there was acknowledged.
     *
     * @return the folder, readable by the owner alone
     * @throws SettingException if it can't be made or written
     */
    static Path open() {
        Path spool = Settings.DATA_DIR.get().resolve("spool");
        try {
            if (!Files.isDirectory(spool)) {
                Files.createDirectories(
                        spool, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            }
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(spool)) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
            Files.delete(Files.createTempFile(spool, "probe", null));
            return spool;
        } catch (IOException e) {
            throw new SettingException(
                    "The folder " + spool + " can't be made or written (" + e + "): give " + Settings.DATA_DIR.name()
                            + " a folder that the server's user may write",
                    e);
        }
    }
}
