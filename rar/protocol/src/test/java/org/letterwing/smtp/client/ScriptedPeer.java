package org.letterwing.smtp.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server on a real socket that says what a script wants, to each client in turn. */
final class ScriptedPeer implements AutoCloseable {

    /** What the peer does with one client. */
    interface Script {

        void run(Client client) throws Exception;
    }

    private final ServerSocket listening;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> end;

    ScriptedPeer(Script... scripts) throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        end = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (Script script : scripts) {
                            try (Socket socket = listening.accept()) {
                                sockets.add(socket);
                                script.run(new Client(socket));
                            }
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                thread);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Waits until all scripts have come to their ends. */
    void finish() throws Exception {
        end.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        thread.shutdownNow();
    }

    /** The peer's end of one connection. */
    static final class Client {

        private Socket socket;
        private InputStream in;

        private Client(Socket socket) throws IOException {
            use(socket);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
        }

        private void use(Socket next) throws IOException {
            socket = next;
            in = new BufferedInputStream(next.getInputStream());
        }

        void say(String reply) throws IOException {
            raw(reply.replace("\n", "\r\n") + "\r\n");
        }

        void raw(String octets) throws IOException {
            raw(octets.getBytes(StandardCharsets.UTF_8));
        }

        void raw(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException("The client closed after '" + line + "'");
                }
                line.write(octet);
            }
            String text = line.toString(StandardCharsets.UTF_8);
            if (!text.endsWith("\r")) {
                throw new IOException("A line without CR: " + text);
            }
            return text.substring(0, text.length() - 1);
        }

        /** Reads a line that has to begin so. */
        String expect(String prefix) throws IOException {
            String line = line();
            if (!line.startsWith(prefix)) {
                throw new IOException("The client said '" + line + "' instead of '" + prefix + "'");
            }
            return line;
        }

        void exchange(String prefix, String reply) throws IOException {
            expect(prefix);
            say(reply);
        }

        /** Greets, with the given extensions. */
        void greet(String... extensions) throws IOException {
            say("220 mx.example.org ESMTP");
            hello(extensions);
        }

        void hello(String... extensions) throws IOException {
            expect("EHLO client.example");
            var reply = new StringBuilder("250");
            reply.append(extensions.length == 0 ? ' ' : '-').append("mx.example.org at your service");
            for (int i = 0; i < extensions.length; i++) {
                reply.append("\n250")
                        .append(i == extensions.length - 1 ? ' ' : '-')
                        .append(extensions[i]);
            }
            say(reply.toString());
        }

        /** Reads what follows DATA, up to its end, which is not in it. */
        String content() throws IOException {
            var content = new StringBuilder();
            for (String line = line(); !line.equals("."); line = line()) {
                content.append(line).append("\r\n");
            }
            return content.toString();
        }

        String octets(int count) throws IOException {
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        }

        /** Checks that the client waits for a reply before it goes on. */
        void expectSilence() throws IOException {
            socket.setSoTimeout(100);
            try {
                throw new IOException("The client did not wait, but sent " + in.read());
            } catch (java.net.SocketTimeoutException e) {
                socket.setSoTimeout(20_000);
            }
        }

        /** Lets some time pass, in which the client may do something. */
        void pause(int milliseconds) throws InterruptedException {
            new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS);
        }

        /** Waits for the client to close. */
        void expectEnd() throws IOException {
            try {
                int octet = in.read();
                if (octet >= 0) {
                    throw new IOException("The client did not close, but sent " + (char) octet);
                }
            } catch (SocketException e) {
                return; // a reset is an end too
            }
        }

        SSLSocket startTls(SSLContext context) throws IOException {
            return startTls(context, false);
        }

        SSLSocket startTls(SSLContext context, boolean askForCertificate) throws IOException {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            secured.setUseClientMode(false);
            secured.setNeedClientAuth(askForCertificate);
            secured.startHandshake();
            use(secured);
            return secured;
        }

        /** Reads what comes until the client closes. */
        void awaitEnd() throws IOException {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (SocketException e) {
                return; // a reset is an end too
            }
        }

        void close() throws IOException {
            socket.close();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
