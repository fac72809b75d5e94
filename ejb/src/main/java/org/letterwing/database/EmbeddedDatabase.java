package org.letterwing.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.Properties;

import org.h2.api.ErrorCode;

/** The H2 database in the data folder, the default that needs no set-up. */
final class EmbeddedDatabase implements Database {

    // No trace file: it would show values of statements. The container closes the pool before the JVM ends; a hook of
    // H2's own would close the database under it.
    private static final String OPTIONS =
            ";DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=64;LOCK_TIMEOUT=20000;CACHE_SIZE=32768;TRACE_LEVEL_FILE=0";

    private final Path folder;
    private final String url;

    /** Keeps the database in {@code db} under the given folder. */
    EmbeddedDatabase(Path dataFolder) {
        this("file:", dataFolder);
    }

    /** Reaches the files through the H2 file system of the given prefix. */
    EmbeddedDatabase(String fileSystem, Path dataFolder) {
        folder = dataFolder.toAbsolutePath().resolve("db");
        url = "jdbc:h2:" + fileSystem + folder.resolve("letterwing") + OPTIONS;
    }

    @Override
    public Connection connect() throws SQLException {
        makeFolder();
        return new ForcedCommitConnection(url, new Properties());
    }

    private void makeFolder() throws SQLException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder.getParent());
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw noFolder(e);
            }
        } catch (IOException e) {
            throw noFolder(e);
        }
    }

    private static SQLException noFolder(IOException e) {
        return new SQLNonTransientConnectionException("The folder can't be made: " + e, "58030", e);
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        if (failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return Optional.of("Another server uses the database in " + folder
                    + ": stop it, or set letterwing.data.dir to a folder of this server's own");
        }
        if (Files.isDirectory(folder) && Files.isReadable(folder) && Files.isWritable(folder)) {
            return Optional.of("The embedded database in " + folder + " can't be opened: " + failure.getMessage());
        }
        return Optional.of("The folder " + folder + " can't be made, read or written (" + failure.getMessage()
                + "): change its owner, or set letterwing.data.dir to another folder");
    }

    @Override
    public String migrations() {
        return "h2";
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
