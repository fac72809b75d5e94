package org.letterwing.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Another server that takes mail from Letterwing: it knows no extensions but TLS, says what a script wants, and remembers
 * what it got.
 */
final class OutboundPeer implements AutoCloseable {

    /** What a script says to close the connection without a word. */
    static final String CLOSE = "close";

    /** What a script says to say nothing, and wait. */
    static final String SILENCE = "silence";

    /** The command that stands for a new connection. */
    static final String CONNECT = "CONNECT";

    /** The command that stands for the end of the content. */
    static final String END = ".";

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Taken> taken = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean keeps = true;
    private volatile Script script = command -> Optional.empty();
    private volatile SSLContext tls;

    /** What the peer says. */
    @FunctionalInterface
    interface Script {

        /** Returns the reply to a command; empty for what a server says that takes all mail. */
        Optional<String> reply(String command);
    }

    /**
     * A mail that the peer took, or whose end it got.
     *
     * @param client what the client called itself
     * @param envelope its MAIL command and its RCPT commands
     * @param content as it was sent, dots taken away
     * @param encrypted whether there was TLS
     */
    record Taken(String client, List<String> envelope, byte[] content, boolean encrypted) {}

    /** Listens on a free port. */
    OutboundPeer() throws IOException {
        this("127.0.0.1", 0);
    }

    OutboundPeer(String address, int port) throws IOException {
        listening = new ServerSocket(port, 500, InetAddress.getByName(address));
        threads.execute(this::accept);
    }

    /** Lets the peer say something else from now on. */
    OutboundPeer says(Script other) {
        script = other;
        return this;
    }

    /** Lets the peer offer STARTTLS. */
    OutboundPeer offersTls(SSLContext context) {
        tls = context;
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Returns how many connections there were. */
    int connections() {
        return connections.get();
    }

    /** Returns how many connections there are. */
    int openConnections() {
        return open.size();
    }

    /** Lets the peer keep no mails from now on, but count them. */
    OutboundPeer keepsNothing() {
        keeps = false;
        return this;
    }

    /** Returns the mails of which the end came. */
    List<Taken> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** Returns how many these are. */
    int count() {
        return count.get();
    }

    /** Returns the MAIL and RCPT commands of the mails that came. */
    List<String> envelopes() {
        return taken.stream().flatMap(mail -> mail.envelope().stream()).toList();
    }

    /** Returns the contents of the mails that came, their lines ended by LF. */
    List<String> mails() {
        return taken().stream()
                .map(mail -> new String(mail.content(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n"))
                .toList();
    }

    /** Cuts all connections. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Session(socket).run();
        } catch (SocketException | SSLException e) {
            return; // cut, or the certificate is not trusted
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(socket);
        }
    }

    private final class Session {

        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private final List<String> envelope = new ArrayList<>();
        private String client;
        private boolean mayContinue;

        Session(Socket socket) throws IOException {
            use(socket);
        }

        private void use(Socket other) throws IOException {
            socket = other;
            in = new BufferedInputStream(other.getInputStream());
            out = other.getOutputStream();
        }

        void run() throws IOException {
            boolean goesOn = say(CONNECT, "220 peer.test");
            while (goesOn) {
                String command = line();
                goesOn = command != null && answer(command.strip());
            }
        }

        private boolean answer(String command) throws IOException {
            return switch (command.substring(0, Math.min(4, command.length()))) {
                case "EHLO" -> {
                    client = command.substring(5);
                    yield say(
                            command, tls == null || isEncrypted() ? "250 peer.test" : "250-peer.test\r\n250 STARTTLS");
                }
                case "STAR" -> say(command, "220 Go on") && secure();
                case "MAIL" -> {
                    envelope.clear();
                    envelope.add(command);
                    yield say(command, "250 OK");
                }
                case "RCPT" -> {
                    envelope.add(command);
                    yield say(command, command.contains("<nobody@") ? "550 5.1.1 No such mailbox" : "250 OK");
                }
                case "DATA" -> !say(command, "354 Go on") || !mayContinue || content();
                case "QUIT" -> {
                    say(command, "221 Bye");
                    yield false;
                }
                default -> say(command, "250 OK");
            };
        }

        /** Says what the script wants; returns whether the session goes on. */
        private boolean say(String command, String usual) throws IOException {
            String reply = script.reply(command).orElse(usual);
            mayContinue = reply.startsWith("354");
            if (reply.equals(CLOSE)) {
                return false;
            }
            if (reply.equals(SILENCE)) {
                in.read(); // nothing comes until the client gives up
                return false;
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return !reply.startsWith("421");
        }

        private boolean content() throws IOException {
            var content = new ByteArrayOutputStream();
            for (String line = line(); ; line = line()) {
                if (line == null) {
                    return false; // the mail has no end
                }
                if (line.equals(".\r\n")) {
                    break;
                }
                content.writeBytes(line.substring(line.startsWith(".") ? 1 : 0).getBytes(StandardCharsets.ISO_8859_1));
            }
            if (keeps) {
                synchronized (taken) {
                    taken.add(new Taken(client, List.copyOf(envelope), content.toByteArray(), isEncrypted()));
                }
            }
            count.incrementAndGet();
            return say(END, "250 2.0.0 Taken");
        }

        private boolean isEncrypted() {
            return socket instanceof SSLSocket;
        }

        private boolean secure() throws IOException {
            SSLSocket secured =
                    (SSLSocket) tls.getSocketFactory().createSocket(socket, in.available() > 0 ? in : null, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            use(secured);
            return true;
        }

        /** Returns the next line with its end; null if there is none. */
        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                line.write(octet);
                if (octet == '\n') {
                    return line.toString(StandardCharsets.ISO_8859_1);
                }
            }
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
        threads.shutdownNow();
    }
}
