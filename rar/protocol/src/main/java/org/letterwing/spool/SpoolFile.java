package org.letterwing.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A temporary file that a mail is written to, piece by piece on the disk's threads. It loses its name as soon as it is
 * made, so that nothing is left of it when it is closed, not even after a crash.
 *
 * <p>Its methods are called by one thread, and each file ends with one call of finish or discard.
 */
final class SpoolFile {

    private static final System.Logger LOG = System.getLogger(SpoolFile.class.getName());

    private final Executor disk;
    private CompletableFuture<Void> written;
    private volatile FileChannel file;
    private volatile boolean discarded;

    SpoolFile(Path directory, Executor disk) {
        this.disk = disk;
        written = created(directory);
    }

    private CompletableFuture<Void> created(Path directory) {
        try {
            return CompletableFuture.runAsync(() -> create(directory), disk);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Appends a piece, after those before; the stage completes when the piece is needed no more. */
    CompletionStage<Void> write(byte[] piece, int length) {
        written = written.thenRunAsync(() -> append(ByteBuffer.wrap(piece, 0, length)), disk);
        return written;
    }

    /** Completes when all pieces so far are written, with or without success. */
    CompletionStage<Void> written() {
        return written.handle((done, failure) -> null);
    }

    /** Ends the file; fails if a piece could not be written, and nothing is left then. */
    CompletionStage<MailContent> finish(long size) {
        return written.thenApply(done -> (MailContent) new FileContent(file, size))
                .whenComplete((content, failure) -> {
                    if (failure != null) {
                        LOG.log(
                                Level.WARNING,
                                "A mail could not be written to the spool folder, its client was told to try again: {0}",
                                failure.getMessage());
                        release();
                    }
                });
    }

    /** Gives the file up. */
    void discard() {
        discarded = true;
        written.whenComplete((done, failure) -> release());
    }

    /** Closes the file, on the disk's threads if they take it: that frees its blocks. */
    private void release() {
        if (file == null) {
            return;
        }
        try {
            disk.execute(() -> close(file));
        } catch (RejectedExecutionException e) {
            close(file);
        }
    }

    private void create(Path directory) {
        try {
            Path path = Files.createTempFile(directory, "mail-", ".tmp");
            try {
                file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(ByteBuffer octets) {
        try {
            while (octets.hasRemaining() && !discarded) {
                file.write(octets);
            }
        } catch (IOException e) {
            // A full disk is not kept full until the client has sent the rest.
            close(file);
            throw new UncheckedIOException(e);
        }
    }

    static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A spool file can't be closed: " + e.getMessage());
        }
    }
}
