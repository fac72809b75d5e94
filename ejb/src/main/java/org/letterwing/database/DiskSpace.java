package org.letterwing.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.letterwing.settings.Settings;

/**
 * Knows whether the database has room. PostgreSQL says so itself and goes on; the embedded database has to be stopped
 * before the disk is full, for a commit that finds no room makes it close. Thread-safe.
 */
@ApplicationScoped
public class DiskSpace {

    /** What must be left for the embedded database to write its pages anew, in octets. */
    private static final long RESERVE = 16 << 20;

    /** How much the embedded database may write for an octet that is stored. */
    private static final int FACTOR = 4;

    private static final String POSTGRES_DISK_FULL = "53100";

    private final Optional<Path> folder;
    private final long reserve;

    /** Looks at the embedded database's disk, if the settings name no other database. */
    public DiskSpace() {
        this(Settings.DB_URL.get().isPresent() ? Optional.empty() : Optional.of(Settings.DATA_DIR.get()), RESERVE);
    }

    /** Looks at the disk of the given folder, if there is one, of which so many octets must stay free. */
    public DiskSpace(Optional<Path> folder, long reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    /** Returns whether so many octets may be stored, as far as can be known before. */
    public boolean hasRoomFor(long octets) {
        return folder.map(f -> usable(f) / FACTOR - reserve / FACTOR > octets).orElse(true);
    }

    /** Returns whether a failure of the database comes from a disk that is full. */
    public static boolean isExhausted(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && POSTGRES_DISK_FULL.equals(sql.getSQLState())
                    || t instanceof IOException
                            && String.valueOf(t.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("The space of " + folder + " can't be asked for", e);
        }
    }
}
