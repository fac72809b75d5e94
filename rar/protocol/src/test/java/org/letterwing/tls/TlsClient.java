package org.letterwing.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client of lines that can begin TLS, and trusts everybody. */
public final class TlsClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final PlainSocket plain = new PlainSocket();
    private Socket socket = plain;
    private BufferedReader in;

    /** The end of TLS alone must not end the connection. */
    private static final class PlainSocket extends Socket {

        @Override
        public void shutdownOutput() {}

        private void end() throws IOException {
            super.shutdownOutput();
        }
    }

    /** Connects in plain text. */
    public TlsClient(InetSocketAddress address) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(address);
        in = reader();
    }

    /** Makes what several clients need to resume one another's sessions. */
    public static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustEverybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does the handshake. */
    public TlsClient secure() throws IOException {
        return secure(context(), null, "TLSv1.3");
    }

    /**
     * Does the handshake.
     *
     * @param name the server's name to ask for; null for none
     */
    public TlsClient secure(SSLContext context, String name, String protocol) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, peer.getHostString(), peer.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        if (name != null) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        in = reader();
        return this;
    }

    public SSLSession session() {
        return ((SSLSocket) socket).getSession();
    }

    /** Returns the certificate that the server showed. */
    public X509Certificate certificate() throws IOException {
        return (X509Certificate) session().getPeerCertificates()[0];
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says the end of TLS (RFC 8446 6.1), and keeps the connection. */
    public void endTls() throws IOException {
        ((SSLSocket) socket).shutdownOutput();
    }

    /** Ends the client's side of the connection, whatever is said about TLS. */
    public void endSide() throws IOException {
        plain.end();
    }

    /** Reads a line; null at the end. */
    public String read() throws IOException {
        return in.readLine();
    }

    /** Reads the lines of an SMTP reply, joined by LF. */
    public String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = read();
            reply.append(reply.isEmpty() ? "" : "\n").append(line);
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustEverybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
