package org.letterwing.net;

import java.net.InetSocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.CharsetUtil;

import org.letterwing.tls.TlsConnection;

/**
 * The client that stands behind a proxy, as a PROXY header tells.
 *
 * @param address the client's address
 * @param tls the encryption between client and proxy; null for none
 */
record ProxiedClient(InetSocketAddress address, TlsConnection tls) {

    private static final AttributeKey<ProxiedClient> KEY = AttributeKey.valueOf(ProxiedClient.class, "client");
    private static final ByteBuf VERSION_1 =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("PROXY ", CharsetUtil.US_ASCII));
    private static final ByteBuf VERSION_2 =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n\0\r\nQUIT\n", CharsetUtil.US_ASCII));

    /** Keeps what is told of a connection. */
    void keep(Channel channel) {
        channel.attr(KEY).set(this);
    }

    /** Returns what was told of a connection; null for nothing. */
    static ProxiedClient of(Channel channel) {
        return channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
    }

    /** Returns whether octets begin as a PROXY header does, of either version. */
    static boolean isHeader(ByteBuf octets) {
        return startsWith(octets, VERSION_1) || startsWith(octets, VERSION_2);
    }

    /** Returns whether octets may be the beginning of a header of version 1. */
    static boolean mayBeVersion1(ByteBuf octets) {
        return mayStartWith(octets, VERSION_1);
    }

    /** Returns whether octets may be the beginning of a header of version 2. */
    static boolean mayBeVersion2(ByteBuf octets) {
        return mayStartWith(octets, VERSION_2);
    }

    private static boolean mayStartWith(ByteBuf octets, ByteBuf start) {
        int length = Math.min(octets.readableBytes(), start.readableBytes());
        return ByteBufUtil.equals(octets, octets.readerIndex(), start, 0, length);
    }

    private static boolean startsWith(ByteBuf octets, ByteBuf start) {
        return octets.readableBytes() >= start.readableBytes() && mayStartWith(octets, start);
    }
}
