package org.letterwing.it;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A small SMTP client (RFC 5321) that shows every reply; not thread-safe. */
final class SmtpClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 120_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final String greeting;

    SmtpClient(String host, int port) throws IOException {
        this(new Socket(host, port));
    }

    /** Connects from one of this machine's own addresses. */
    SmtpClient(String host, int port, String from) throws IOException {
        this(new Socket(host, port, InetAddress.getByName(from), 0));
    }

    /** Takes a connection as it is, and reads the greeting. */
    SmtpClient(Socket connection) throws IOException {
        this(connection, "");
    }

    /** Takes a connection, sends a line before anything else, {@code ""} for none, and reads the greeting. */
    SmtpClient(Socket connection, String firstLine) throws IOException {
        use(connection);
        write(firstLine);
        flush();
        greeting = reply();
    }

    private void use(Socket connection) throws IOException {
        socket = connection;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Goes over to TLS (RFC 3207). */
    void startTls() throws IOException {
        startTls(Tls.context());
    }

    /**
     * Goes over to TLS, and resumes a session of the context if it has one.
     *
     * @return whether it did
     */
    boolean startTls(SSLContext context) throws IOException {
        String reply = command("STARTTLS");
        if (!reply.startsWith("220")) {
            throw new IOException("STARTTLS was answered " + reply);
        }
        long start = System.currentTimeMillis();
        SSLSocket secured = Tls.over(socket, null, context);
        use(secured);
        return secured.getSession().getCreationTime() < start;
    }

    /** Begins TLS, now that the server waits for it. */
    void secure() throws IOException {
        use(Tls.over(socket));
    }

    /** Returns the server's certificate, under TLS. */
    X509Certificate certificate() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    String greeting() {
        return greeting;
    }

    /** Sends a command and returns the reply, lines joined by {@code \n}. */
    String command(String line) throws IOException {
        write(line + "\r\n");
        flush();
        return reply();
    }

    /** Sends one mail and returns the last reply: that of the first command refused, or that of the mail. */
    String send(String from, byte[] mail, String... recipients) throws IOException {
        String reply = open(from, recipients);
        return reply.startsWith("354") ? data(mail) : reply;
    }

    /** Starts a mail transaction up to DATA and returns the reply of the first command refused, or {@code 354}. */
    String open(String from, String... recipients) throws IOException {
        String reply = command("MAIL FROM:<" + from + ">");
        for (String recipient : recipients) {
            if (!reply.startsWith("250")) {
                return reply;
            }
            reply = command("RCPT TO:<" + recipient + ">");
        }
        return reply.startsWith("250") ? command("DATA") : reply;
    }

    /** Sends the content after a {@code 354}, lone dots stuffed (RFC 5321 4.5.2), and returns the reply. */
    String data(byte[] mail) throws IOException {
        writeStuffed(mail);
        write(endsWithLine(mail) ? ".\r\n" : "\r\n.\r\n");
        flush();
        return reply();
    }

    /** Sends octets as they are. */
    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] octets) throws IOException {
        out.write(octets);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Reads one reply of one or more lines. */
    String reply() throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = line();
            reply.append(reply.isEmpty() ? "" : "\n").append(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    /** Cuts the connection without QUIT. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void writeStuffed(byte[] mail) throws IOException {
        boolean lineStart = true;
        for (byte octet : mail) {
            if (lineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineStart = octet == '\n';
        }
    }

    private static boolean endsWithLine(byte[] mail) {
        return mail.length == 0 || mail.length >= 2 && mail[mail.length - 2] == '\r' && mail[mail.length - 1] == '\n';
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server closed the connection after '" + line + "'");
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
