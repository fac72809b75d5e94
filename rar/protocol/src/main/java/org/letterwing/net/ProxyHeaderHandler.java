package org.letterwing.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.handler.codec.haproxy.HAProxySSLTLV;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import io.netty.util.CharsetUtil;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;

import org.letterwing.tls.TlsConnection;

/**
 * Waits for the PROXY header with which a proxy says whose connection it is (the PROXY protocol, versions 1 and 2). The
 * session behind learns of the connection only then. Whatever is wrong with the header ends the connection.
 */
final class ProxyHeaderHandler extends ChannelInboundHandlerAdapter {

    private static final RareLog LOG = new RareLog(ProxyHeaderHandler.class);
    private static final int PATIENCE_SECONDS = 10;
    // Subtypes of PP2_TYPE_SSL.
    private static final int SSL_VERSION = 0x21;
    private static final int SSL_CIPHER = 0x23;
    // No name of TLS has more; it becomes a part of a Received line.
    private static final int LONGEST_NAME = 64;

    private Future<?> patience;

    /** Lets a connection wait for its header. */
    static void expect(ChannelPipeline pipeline) {
        pipeline.addLast(new ProxyHeaderFrame(), new HAProxyMessageDecoder(), new ProxyHeaderHandler());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        patience = context.executor()
                .schedule(() -> refuse(context, "it did not come"), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            ReferenceCountUtil.release(message); // it stood behind a header that was refused
            return;
        }
        patience.cancel(false);
        try {
            if (isForClient(header)) {
                clientOf(header).keep(context.channel());
            }
        } finally {
            header.release();
        }
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    /** A header may say that the proxy asks for itself, to see whether the server is there. */
    private static boolean isForClient(HAProxyMessage header) {
        return header.command() == HAProxyCommand.PROXY
                && header.proxiedProtocol().transportProtocol() == TransportProtocol.STREAM
                && NetUtil.createInetAddressFromIpAddressString(header.sourceAddress()) != null;
    }

    private static ProxiedClient clientOf(HAProxyMessage header) {
        return new ProxiedClient(
                new InetSocketAddress(
                        NetUtil.createInetAddressFromIpAddressString(header.sourceAddress()), header.sourcePort()),
                header.tlvs().stream()
                        .filter(HAProxySSLTLV.class::isInstance)
                        .map(HAProxySSLTLV.class::cast)
                        .filter(HAProxySSLTLV::isPP2ClientSSL)
                        .findFirst()
                        .map(ProxyHeaderHandler::tls)
                        .orElse(null));
    }

    private static TlsConnection tls(HAProxySSLTLV tls) {
        return TlsConnection.atProxy(text(tls, SSL_VERSION), text(tls, SSL_CIPHER));
    }

    private static String text(HAProxySSLTLV tls, int type) {
        return tls.encapsulatedTLVs().stream()
                .filter(part -> part.typeByteValue() == type)
                .findFirst()
                .map(HAProxyTLV::content)
                .map(name -> name.slice(0, Math.min(name.readableBytes(), LONGEST_NAME)))
                .map(name -> name.toString(CharsetUtil.US_ASCII).replaceAll("[^A-Za-z0-9._-]", "?"))
                .orElse("TLS");
    }

    /** The session behind is not there yet. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            context.close(); // reset, as some probes do
        } else {
            refuse(context, String.valueOf(cause.getMessage()));
        }
    }

    private static void refuse(ChannelHandlerContext context, String reason) {
        LOG.tell(
                "Proxies sent no right PROXY header, {1} times since the last such line; this one, {2}: {0}",
                reason.replaceAll("[^ -~]", "?"), // it may repeat what came
                context.channel().remoteAddress());
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (patience != null) {
            patience.cancel(false);
        }
        context.fireChannelInactive();
    }
}
