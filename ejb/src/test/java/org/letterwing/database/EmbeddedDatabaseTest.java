package org.letterwing.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The embedded database, seen from below: its files are reached through a layer that counts forced writes, and that can
 * play a full disk.
 */
class EmbeddedDatabaseTest {

    private static final AtomicInteger FORCED = new AtomicInteger();
    private static volatile boolean full;

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        FilePath.register(new WatchedFiles());
        full = false;
        connection = new EmbeddedDatabase(WatchedFiles.SCHEME + ":", folder).connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        FilePath.unregister(new WatchedFiles());
    }

    @Test
    void aCommitForcesWhatWasWritten() throws SQLException {
        execute("INSERT INTO t VALUES (1)");
        int before = FORCED.get();
        connection.commit();
        assertTrue(FORCED.get() > before);
    }

    @Test
    void eachCommitForcesAgain() throws SQLException {
        for (int i = 0; i < 5; i++) {
            execute("INSERT INTO t VALUES (" + i + ")");
            int before = FORCED.get();
            connection.commit();
            assertTrue(FORCED.get() > before, "commit " + i);
        }
    }

    @Test
    void turningAutoCommitOnForcesWhatItCommits() throws SQLException {
        execute("INSERT INTO t VALUES (1)");
        int before = FORCED.get();
        connection.setAutoCommit(true);
        assertTrue(FORCED.get() > before);
    }

    @Test
    void aTransactionThatOnlyReadForcesNothing() throws SQLException {
        execute("INSERT INTO t VALUES (1)");
        connection.commit();
        int before = FORCED.get();
        execute("SELECT * FROM t");
        connection.commit();
        assertEquals(before, FORCED.get());
    }

    @Test
    void aDatabaseThatTheFullDiskClosedIsOpenedAgain() throws SQLException {
        LetterwingDataSource dataSource =
                new LetterwingDataSource(new EmbeddedDatabase(WatchedFiles.SCHEME + ":", folder), Duration.ZERO);
        execute("INSERT INTO t VALUES (1)");
        connection.commit();
        connection.close();
        try (Connection writer = dataSource.getConnection();
                Connection reader = dataSource.getConnection()) {
            assertEquals(1, count(reader));
            writer.setAutoCommit(false);
            count(writer);
            try (Statement statement = writer.createStatement()) {
                statement.execute("INSERT INTO t VALUES (2)");
            }
            full = true;
            SQLException failure = assertThrows(SQLException.class, writer::commit);
            assertTrue(DiskSpace.isExhausted(failure), failure.toString());
            assertThrows(SQLException.class, () -> count(reader));
            full = false;
            writer.rollback();
            writer.setAutoCommit(true);
            assertEquals(1, count(writer));
            assertEquals(1, count(reader));
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            count.next();
            return count.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The local file system. */
    public static final class WatchedFiles extends FilePathWrapper { // H2 makes instances of its own

        static final String SCHEME = "watched";

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new WatchedFile(super.open(mode));
        }
    }

    private static final class WatchedFile extends FileBase {

        private final FileChannel file;

        WatchedFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            FORCED.incrementAndGet();
            file.force(metaData);
        }

        private static void failIfFull() throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            failIfFull();
            return file.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            failIfFull();
            return file.write(source, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
