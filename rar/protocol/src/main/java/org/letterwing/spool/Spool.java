package org.letterwing.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.letterwing.net.MemoryBudget;

/**
 * Collects the content of one mail: in memory up to a limit, beyond it in a file.
 *
 * <p>Lives on one event loop; files are touched on the disk's threads alone.
 */
public final class Spool {

    private static final int FIRST_PIECE = 8 * 1024;
    private static final int LARGEST_PIECE = 64 * 1024;
    private static final int WRITE_BEHIND = 256 * 1024;

    private final Path directory;
    private final Executor disk;
    private final long memoryLimit;
    private final MemoryBudget memory;
    private final List<byte[]> pieces = new ArrayList<>(2);
    private final int firstPiece;
    private byte[] piece;
    /** Octets of memory that this spool has taken and must give back itself. */
    private long held;

    private int filled;
    private long size;
    private long handedOver;
    private SpoolFile file;

    /**
     * Makes an empty spool.
     *
     * @param memoryLimit how many octets stay in memory
     * @param expectedSize how many octets will come; 0 if that isn't known
     * @param memory what all mails together may take
     */
    public Spool(Path directory, long memoryLimit, long expectedSize, Executor disk, MemoryBudget memory) {
        this.directory = directory;
        this.memoryLimit = memoryLimit;
        this.disk = disk;
        this.memory = memory;
        firstPiece = expectedSize == 0 ? FIRST_PIECE : (int) Math.min(expectedSize, LARGEST_PIECE);
    }

    /**
     * Appends octets.
     *
     * @return false if there is no memory left for them: then the spool is good for {@link #discard()} alone
     */
    public boolean write(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            if ((piece == null || filled == piece.length) && !nextPiece()) {
                return false;
            }
            int length = Math.min(to - at, piece.length - filled);
            System.arraycopy(octets, at, piece, filled, length);
            filled += length;
            size += length;
            at += length;
        }
        return true;
    }

    private boolean nextPiece() {
        int next = firstPiece;
        if (piece != null) {
            next = Math.min(2 * piece.length, LARGEST_PIECE);
            endPiece();
        }
        if (!memory.take(next)) {
            return false;
        }
        held += next;
        piece = new byte[next];
        return true;
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

    /** The file's pieces are held until they are written. */
    private void hand(byte[] full, int length) {
        file.write(full, length).whenComplete((done, failure) -> memory.give(full.length));
        held -= full.length;
        handedOver += length;
    }

    /** Returns whether so much waits for the disk that no more should be taken until {@link #catchUp()}. */
    public boolean isBehind() {
        return handedOver >= WRITE_BEHIND;
    }

    /** Completes when the disk has what it was given. */
    public CompletionStage<Void> catchUp() {
        handedOver = 0;
        return file.written();
    }

    /** Ends the content; fails if the disk did not take it, and nothing is left then. */
    public CompletionStage<MailContent> finish() {
        endPiece();
        if (file != null) {
            return file.finish(size);
        }
        long octets = held;
        return CompletableFuture.completedStage(new MemoryContent(pieces, size, () -> memory.give(octets)));
    }

    /** Gives the content up. */
    public void discard() {
        memory.give(held);
        held = 0;
        pieces.clear();
        piece = null;
        if (file != null) {
            file.discard();
        }
    }
}
