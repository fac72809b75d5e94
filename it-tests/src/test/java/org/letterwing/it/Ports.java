package org.letterwing.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports of one server under test. They lie below those that the system gives to outgoing connections, so that they
 * are still free when the server starts again.
 */
record Ports(
        int smtp, int submission, int submissions, int pop3, int pop3s, int imap, int imaps, int http, int management) {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 16 % (LAST - FIRST)));

    /** Finds ports that nobody uses. */
    static Ports free() {
        return new Ports(next(), next(), next(), next(), next(), next(), next(), next(), next());
    }

    /** Finds a port that nobody uses. */
    static int next() {
        while (true) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), LAST - FIRST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // in use, the next one
            }
        }
    }

    /** Returns the server arguments that set these ports. */
    List<String> arguments() {
        return List.of(
                "-Dletterwing.bind.address=127.0.0.1",
                "-Dletterwing.smtp.port=" + smtp,
                "-Dletterwing.submission.port=" + submission,
                "-Dletterwing.submissions.port=" + submissions,
                "-Dletterwing.pop3.port=" + pop3,
                "-Dletterwing.pop3s.port=" + pop3s,
                "-Dletterwing.imap.port=" + imap,
                "-Dletterwing.imaps.port=" + imaps,
                "-Djboss.http.port=" + http,
                "-Djboss.management.http.port=" + management);
    }
}
