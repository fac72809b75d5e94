package org.letterwing.it;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Everybody is told the policy for mail to a managed domain, by the host of that policy (RFC 8461 3.3). */
@SharedServer
class TransportPolicyIT {

    private static final String PATH = "/letterwing/.well-known/mta-sts.txt";

    @Test
    void aManagedDomainHasAPolicy(MailHost host) throws IOException {
        new Mailboxes(host, "policy.test", 1);
        String response = get(host, "GET", "MTA-STS.policy.TEST");
        assertTrue(response.startsWith("HTTP/1.1 200 "), response);
        assertTrue(response.toLowerCase().contains("\r\ncontent-type: text/plain"), response);
        assertTrue(response.contains("\r\n\r\nversion: STSv1\r\nmode: testing\r\nmx: "), response);
        assertTrue(get(host, "POST", "mta-sts.policy.test").startsWith("HTTP/1.1 405 "));
    }

    @Test
    void otherNamesHaveNone(MailHost host) throws IOException {
        for (String name : new String[] {"mta-sts.nowhere.test", "policy.test", "mta-sts.", "mta-sts..", "127.0.0.1"}) {
            String response = get(host, "GET", name);
            assertTrue(response.startsWith("HTTP/1.1 404 "), response);
        }
    }

    private static String get(MailHost host, String method, String name) throws IOException {
        try (Socket socket = new Socket(MailHost.NAME, host.ports().http())) {
            String request = method + " " + PATH + " HTTP/1.1\r\nHost: " + name
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
