package org.letterwing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is known of the room on the disk. */
class DiskSpaceTest {

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsToldFromOtherFailures() {
        assertTrue(DiskSpace.isExhausted(new IllegalStateException(new SQLException("disk full", "53100"))));
        assertTrue(DiskSpace.isExhausted(new SQLException(new IOException("No space left on device"))));
        assertFalse(DiskSpace.isExhausted(new SQLException("too many connections", "53300")));
        assertFalse(DiskSpace.isExhausted(new IOException((String) null)));
    }

    @Test
    void theReserveStaysFree() throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        assertTrue(new DiskSpace(Optional.of(folder), 0).hasRoomFor(1 << 20));
        assertFalse(new DiskSpace(Optional.of(folder), 0).hasRoomFor(usable));
        assertFalse(new DiskSpace(Optional.of(folder), usable + (1 << 30)).hasRoomFor(1));
        assertTrue(new DiskSpace(Optional.empty(), Long.MAX_VALUE).hasRoomFor(Long.MAX_VALUE));
    }
}
