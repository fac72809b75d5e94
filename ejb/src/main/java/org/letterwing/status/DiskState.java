package org.letterwing.status;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;

import org.letterwing.settings.Settings;

/**
 * The disk with Letterwing's data folder.
 *
 * @param total how many octets it has
 * @param free how many of these can be written
 */
public record DiskState(long total, long free) {

    private static final int FEW_PERCENT = 10;

    /** Looks at the disk; empty if it doesn't tell. */
    static Optional<DiskState> now() {
        try {
            FileStore store = Files.getFileStore(Settings.DATA_DIR.get());
            return Optional.of(new DiskState(store.getTotalSpace(), store.getUsableSpace()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns whether less than a tenth is free. */
    public boolean isNearlyFull() {
        return free < total / 100 * FEW_PERCENT;
    }
}
