package org.letterwing.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;

import org.letterwing.tls.TlsConnection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a proxy sends, without a socket, and what the session behind learns; at its end no buffer may be left. */
final class ProxyDialogue implements AutoCloseable {

    /** More than any header has. */
    private static final int FLOOD = 100_000;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private String client;

    private ProxyDialogue() {
        channel.freezeTime();
        channel.config().setAllocator(allocator);
        ProxyHeaderHandler.expect(channel.pipeline());
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                assertEquals(null, client, "told twice");
                client = told();
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                assertTrue(client != null, "octets before the client");
                ByteBuf octets = (ByteBuf) message;
                arrived.writeBytes(ByteBufUtil.getBytes(octets));
                octets.release();
            }
        });
        channel.pipeline().fireChannelActive();
    }

    private String told() {
        ProxiedClient proxied = ProxiedClient.of(channel);
        if (proxied == null) {
            return "the proxy itself";
        }
        TlsConnection tls = proxied.tls();
        return proxied.address() + (tls == null ? "" : " " + tls.protocol() + " " + tls.cipherSuite());
    }

    /** Sends octets in packets, and returns the client and what else came, or that the connection was closed. */
    static String outcome(byte[] octets, int packet) {
        try (var dialogue = new ProxyDialogue()) {
            dialogue.send(octets, packet);
            if (dialogue.isUndecided()) {
                dialogue.channel.advanceTimeBy(10, TimeUnit.SECONDS);
                dialogue.channel.runPendingTasks();
            }
            return dialogue.outcome();
        }
    }

    /** Sends octets and more than any header has; returns what came of it. */
    static String outcomeOfFlood(byte[] octets, int packet) {
        try (var dialogue = new ProxyDialogue()) {
            dialogue.send(octets, packet);
            for (int sent = 0; sent < FLOOD && dialogue.isUndecided(); sent += 1000) {
                dialogue.send(new byte[1000], 1000);
            }
            return dialogue.outcome();
        }
    }

    private void send(byte[] octets, int packet) {
        for (int from = 0; from < octets.length && channel.isOpen(); from += packet) {
            int length = Math.min(packet, octets.length - from);
            channel.writeInbound(allocator.buffer(length).writeBytes(octets, from, length));
        }
    }

    private boolean isUndecided() {
        return client == null && channel.isOpen();
    }

    private String outcome() {
        assertTrue(!isUndecided(), "neither understood nor closed");
        return client == null ? "closed" : client + "\n" + arrived.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        assertEquals(
                0, allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory(), "buffers left");
    }
}
