package org.letterwing.imap;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Compresses what goes to a client, and decompresses what comes from it (RFC 4978), only as fast as the session takes it:
 * a little that would become a lot waits as it is.
 *
 * <p>Lives on the connection's event loop.
 */
final class DeflateHandler extends ChannelDuplexHandler {

    private static final int PIECE = 8 * 1024;
    /** After so many pieces the other sessions of the event loop have their turn. */
    private static final int PIECES_IN_TURN = 16;

    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] piece = new byte[PIECE];
    private final Runnable freed;
    private ByteBuf waiting = Unpooled.EMPTY_BUFFER;
    /** Whether the inflater may have more without more input. */
    private boolean unfinished;

    private boolean inflating;
    private boolean removed;

    /**
     * Makes the handler of a connection.
     *
     * @param freed runs when its memory is given back
     */
    DeflateHandler(Runnable freed) {
        this.freed = freed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (waiting.isReadable()) {
            waiting = Unpooled.wrappedBuffer(waiting, arrived);
        } else {
            waiting.release();
            waiting = arrived;
        }
        inflate(ctx);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (isBehind()) {
            goOnLater(ctx);
        } else {
            ctx.read();
        }
    }

    private boolean isBehind() {
        return unfinished || waiting.isReadable();
    }

    private void goOnLater(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> {
            if (!removed) {
                inflate(ctx);
            }
        });
    }

    /** Hands on what the session takes now. */
    private void inflate(ChannelHandlerContext ctx) {
        if (inflating) {
            return;
        }
        inflating = true;
        try {
            int pieces = 0;
            while (isBehind()
                    && pieces < PIECES_IN_TURN
                    && !removed
                    && ctx.channel().config().isAutoRead()) {
                inflatePiece(ctx);
                pieces++;
            }
        } catch (DataFormatException e) {
            drop();
            ctx.fireExceptionCaught(new IOException("What came is not compressed", e));
        } finally {
            inflating = false;
        }
        ctx.fireChannelReadComplete();
        if (!removed && ctx.channel().config().isAutoRead()) {
            read(ctx);
        }
    }

    private void inflatePiece(ChannelHandlerContext ctx) throws DataFormatException {
        if (!unfinished) {
            int size = Math.min(waiting.readableBytes(), PIECE);
            inflater.setInput(ByteBufUtil.getBytes(waiting, waiting.readerIndex(), size));
            waiting.skipBytes(size);
        }
        int length = inflater.inflate(piece);
        if (inflater.finished() || inflater.needsDictionary()) {
            throw new DataFormatException("The end of the stream"); // RFC 4978 3: it lasts as long as the connection
        }
        unfinished = length == PIECE || !inflater.needsInput();
        if (length > 0) {
            ctx.fireChannelRead(ctx.alloc().buffer(length).writeBytes(piece, 0, length));
        }
    }

    private void drop() {
        unfinished = false;
        waiting.skipBytes(waiting.readableBytes());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf plain = (ByteBuf) message;
        if (!plain.isReadable()) {
            ctx.write(plain, promise);
            return;
        }
        ByteBuf compressed = ctx.alloc().buffer(plain.readableBytes() / 2 + 64);
        deflater.setInput(ByteBufUtil.getBytes(plain));
        plain.release();
        int length;
        do {
            length = deflater.deflate(piece, 0, PIECE, Deflater.SYNC_FLUSH);
            compressed.writeBytes(piece, 0, length);
        } while (length == PIECE);
        ctx.write(compressed, promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        removed = true;
        waiting.release();
        waiting = Unpooled.EMPTY_BUFFER;
        inflater.end();
        deflater.end();
        freed.run();
    }
}
