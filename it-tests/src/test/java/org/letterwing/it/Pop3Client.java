package org.letterwing.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small POP3 client (RFC 1939); not thread-safe. */
final class Pop3Client implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Pop3Client(String host, int port) throws IOException {
        this(new Socket(host, port));
    }

    /** Connects from one of this machine's own addresses. */
    Pop3Client(String host, int port, String from) throws IOException {
        this(new Socket(host, port, InetAddress.getByName(from), 0));
    }

    /** Takes a connection as it is, and reads the greeting. */
    Pop3Client(Socket connection) throws IOException {
        use(connection);
        line();
    }

    private void use(Socket connection) throws IOException {
        socket = connection;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
        out = socket.getOutputStream();
    }

    /** Goes over to TLS (RFC 2595). */
    void startTls() throws IOException {
        ok("STLS");
        use(Tls.over(socket));
    }

    /** Logs in, or fails with the server's words. */
    void login(String user, String password) throws IOException {
        ok("USER " + user);
        ok("PASS " + password);
    }

    /** Sends a command and returns the first line of the response. */
    String command(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return line();
    }

    /** Returns how many mails are in the maildrop. */
    int count() throws IOException {
        return Integer.parseInt(ok("STAT").split(" ")[1]);
    }

    /** Returns the mail with the given number, from 1, as it was stored. */
    byte[] retrieve(int number) throws IOException {
        ok("RETR " + number);
        return multiline();
    }

    /** Returns all mails. */
    List<byte[]> retrieveAll() throws IOException {
        List<byte[]> mails = new ArrayList<>();
        int count = count();
        for (int number = 1; number <= count; number++) {
            mails.add(retrieve(number));
        }
        return mails;
    }

    void delete(int number) throws IOException {
        ok("DELE " + number);
    }

    void quit() throws IOException {
        ok("QUIT");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String ok(String command) throws IOException {
        String response = command(command);
        if (!response.startsWith("+OK")) {
            throw new IOException(command.split(" ")[0] + " was answered " + response);
        }
        return response;
    }

    /** Reads to the line of one dot, and undoes dot-stuffing (RFC 1939 3). */
    private byte[] multiline() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            int octet = read();
            if (octet == '.') {
                octet = read();
                if (octet == '\r') {
                    read();
                    return content.toByteArray();
                }
            }
            while (octet != '\n') {
                content.write(octet);
                octet = read();
            }
            content.write(octet);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("The server closed the connection");
        }
        return octet;
    }
}
