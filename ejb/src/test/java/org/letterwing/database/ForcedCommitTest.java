package org.letterwing.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The embedded database's commits, seen from below: its files are reached through a layer that counts forced writes. */
class ForcedCommitTest {

    private static final AtomicInteger FORCED = new AtomicInteger();

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        FilePath.register(new CountingFiles());
        connection = new EmbeddedDatabase(CountingFiles.SCHEME + ":", folder).connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        FilePath.unregister(new CountingFiles());
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

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The local file system, its forced writes counted. */
    public static final class CountingFiles extends FilePathWrapper { // H2 makes instances of its own

        static final String SCHEME = "counting";

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new CountingFile(super.open(mode));
        }
    }

    private static final class CountingFile extends FileBase {

        private final FileChannel file;

        CountingFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            FORCED.incrementAndGet();
            file.force(metaData);
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
            return file.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
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
