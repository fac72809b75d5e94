package org.letterwing.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small IMAP client (RFC 9051); not thread-safe. Octets are characters of ISO 8859-1. */
final class ImapClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int tags;

    /** Connects and reads the greeting. */
    ImapClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
        out = socket.getOutputStream();
        response();
    }

    /** Logs in, or fails with the server's words. */
    ImapClient login(String user, String password) throws IOException {
        ok("LOGIN " + user + " " + password);
        return this;
    }

    /** Sends a command; returns its untagged responses, and the tagged one as the last. */
    List<String> command(String command) throws IOException {
        String tag = "t" + ++tags;
        write(tag + " " + command + "\r\n");
        List<String> responses = new ArrayList<>();
        do {
            responses.add(response());
        } while (!responses.get(responses.size() - 1).startsWith(tag + " "));
        return responses;
    }

    /** Sends a command that must succeed, and returns its untagged responses. */
    List<String> ok(String command) throws IOException {
        List<String> responses = command(command);
        String last = responses.remove(responses.size() - 1);
        if (!last.contains(" OK ")) {
            throw new IOException(command + ": " + last);
        }
        return responses;
    }

    /** Adds a message; returns the untagged responses. */
    List<String> append(String mailbox, String flags, String content) throws IOException {
        return ok("APPEND " + mailbox + " (" + flags + ") {" + content.length() + "+}\r\n" + content);
    }

    /** Begins to idle, and returns when the server does too. */
    void idle() throws IOException {
        write("idle IDLE\r\n");
        String answer = response();
        if (!answer.startsWith("+ ")) {
            throw new IOException("IDLE: " + answer);
        }
    }

    /** Waits for the next response. */
    String response() throws IOException {
        StringBuilder response = new StringBuilder();
        while (true) {
            String line = line();
            response.append(line);
            Matcher literal = LITERAL.matcher(line);
            if (!literal.find()) {
                return response.toString();
            }
            int size = Integer.parseInt(literal.group(1));
            byte[] octets = in.readNBytes(size);
            if (octets.length < size) {
                throw new EOFException("The server closed the connection within a literal");
            }
            response.append("\r\n").append(new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The server closed the connection");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
