package org.letterwing.smtp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Collects the content of one mail: in memory up to a limit, beyond it in a file.
 *
 * <p>Lives on one event loop; files are touched on the disk's threads alone.
 */
final class Spool {

    private static final int FIRST_PIECE = 8 * 1024;
    private static final int LARGEST_PIECE = 64 * 1024;
    private static final int WRITE_BEHIND = 256 * 1024;

    private final Path directory;
    private final Executor disk;
    private final long memoryLimit;
    private final List<byte[]> pieces = new ArrayList<>(2);
    private byte[] piece;
    private int filled;
    private long size;
    private long handedOver;
    private SpoolFile file;

    /**
     * Makes an empty spool.
     *
     * @param memoryLimit how many octets stay in memory
     * @param expectedSize how many octets will come; 0 if that isn't known
     */
    Spool(Path directory, long memoryLimit, long expectedSize, Executor disk) {
        this.directory = directory;
        this.memoryLimit = memoryLimit;
        this.disk = disk;
        piece = new byte[expectedSize == 0 ? FIRST_PIECE : (int) Math.min(expectedSize, LARGEST_PIECE)];
    }

    void write(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Math.min(to - at, room());
            System.arraycopy(octets, at, piece, filled, length);
            filled += length;
            size += length;
            at += length;
        }
    }

    private int room() {
        if (filled == piece.length) {
            int next = Math.min(2 * piece.length, LARGEST_PIECE);
            endPiece();
            piece = new byte[next];
        }
        return piece.length - filled;
    }

    private void endPiece() {
        if (file == null && size > memoryLimit) {
            file = new SpoolFile(directory, disk);
            pieces.forEach(full -> hand(full, full.length));
            pieces.clear();
        }
        if (file == null) {
            pieces.add(piece);
        } else {
            hand(piece, filled);
        }
        piece = null;
        filled = 0;
    }

    private void hand(byte[] full, int length) {
        file.write(full, length);
        handedOver += length;
    }

    /** Returns whether so much waits for the disk that no more should be taken until {@link #catchUp()}. */
    boolean isBehind() {
        return handedOver >= WRITE_BEHIND;
    }

    /** Completes when the disk has what it was given. */
    CompletionStage<Void> catchUp() {
        handedOver = 0;
        return file.written();
    }

    /** Ends the content; fails if the disk did not take it, and nothing is left then. */
    CompletionStage<MailContent> finish() {
        endPiece();
        return file == null ? CompletableFuture.completedStage(new MemoryContent(pieces, size)) : file.finish(size);
    }

    /** Gives the content up. */
    void discard() {
        if (file != null) {
            file.discard();
        }
    }
}
