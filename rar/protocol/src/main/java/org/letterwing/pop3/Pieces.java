package org.letterwing.pop3;

import java.util.concurrent.CompletionStage;

/**
 * The content of a multi-line response (RFC 1939 3), made piece by piece while the client reads it, so that no response
 * is ever in memory as a whole.
 */
interface Pieces {

    /** Returns whether a piece follows. */
    boolean hasNext();

    /** Returns the next piece, before dot-stuffing. Not to be called before the last one is there. */
    CompletionStage<byte[]> next();
}
