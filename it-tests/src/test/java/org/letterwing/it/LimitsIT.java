package org.letterwing.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.letterwing.dns.TestDns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The settings of who may connect and how much anyone may take, on a server that has them all on. */
class LimitsIT {

    private static final String DOMAIN = "limits.test";
    private static final byte[] MAIL = "Subject: fine\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OF_ADDRESS = 20;
    private static final int MAILS = 5;

    private static TestDns dns;
    private static ServerProcess server;
    private static Mailboxes mailboxes;

    @BeforeAll
    static void start() throws IOException {
        dns = new TestDns()
                .knows(
                        "2.0.0.127.bl.test. A 127.0.0.2",
                        "7.2.0.192.bl.test. A 127.0.0.2",
                        "8.2.0.192.in-addr.arpa. PTR mx8.test.",
                        "mx8.test. A 192.0.2.8");
        server = ServerProcess.in(
                        ServerFolder.provisioned("limits"),
                        Database.embedded(),
                        "-Dletterwing.access.deny=10.66.0.0/16, 127.0.0.66",
                        "-Dletterwing.limits.exempt=127.0.0.9",
                        "-Dletterwing.limits.connections-per-address=" + OF_ADDRESS,
                        "-Dletterwing.limits.address-mails-minute=" + MAILS,
                        "-Dletterwing.proxy.networks=127.0.0.2",
                        "-Dletterwing.xclient.networks=127.0.0.1",
                        "-Dletterwing.dns.servers=127.0.0.1:" + dns.address().getPort(),
                        "-Dletterwing.dnsbl.zones=bl.test=2",
                        "-Dletterwing.dnsbl.threshold=2",
                        "-Dletterwing.smtp.reverse-dns=mark",
                        "-Dletterwing.smtp.helo-check=mark",
                        "-Dletterwing.greylist.delay=2")
                .start();
        mailboxes = new Mailboxes(server.host(), DOMAIN, 1);
    }

    @AfterAll
    static void stop() {
        dns.close();
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void aDeniedNetworkIsTurnedAway() throws IOException {
        try (SmtpClient client = from("127.0.0.66", "")) {
            assertStartsWith("554 5.7.1", client.greeting());
        }
        try (SmtpClient client = from("127.0.0.2", "PROXY TCP4 10.66.1.2 192.0.2.1 4711 25\r\n")) {
            assertStartsWith("554 5.7.1", client.greeting());
        }
    }

    @Test
    void anAddressHasSoManyConnectionsOfAllProtocols() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < OF_ADDRESS; i++) {
                Socket socket = connect("127.0.0.5", server.host().ports().smtp());
                sockets.add(socket);
                assertEquals('2', socket.getInputStream().read());
            }
            try (SmtpClient client = from("127.0.0.5", "")) {
                assertStartsWith("421 4.7.0", client.greeting());
            }
            try (Socket pop3 = connect("127.0.0.5", server.host().ports().pop3());
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(pop3.getInputStream(), StandardCharsets.US_ASCII))) {
                assertStartsWith("-ERR [SYS/TEMP] Too many connections", in.readLine());
            }
            try (SmtpClient client = from("127.0.0.6", "")) {
                assertStartsWith("220", client.greeting());
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressMayBringSoManyMails() throws IOException {
        try (SmtpClient client = as("192.0.2.20")) {
            for (int i = 0; i < MAILS; i++) {
                assertStartsWith("250", client.command("MAIL FROM:<bob@elsewhere.test>"));
                client.command("RSET");
            }
            assertStartsWith("450 4.7.1", client.command("MAIL FROM:<bob@elsewhere.test>"));
        }
    }

    @Test
    void whoIsListedIsRefused() throws IOException {
        try (SmtpClient client = as("192.0.2.7")) {
            String reply =
                    client.open("bob@elsewhere.test", mailboxes.addresses().get(0));
            assertEquals("554 5.7.1 Your address 192.0.2.7 is listed by bl.test", reply);
        }
    }

    @Test
    void whoIsNewComesAgainAndItsMailSaysWhoItIs() throws IOException {
        String to = mailboxes.addresses().get(0);
        try (SmtpClient client = as("192.0.2.8")) {
            assertStartsWith("451 4.7.1 Greylisted", client.open("bob@elsewhere.test", to));
            Wait.until("the greylist lets the client in", LIMIT, () -> isAccepted(client, to));
            assertStartsWith("354", client.command("DATA"));
            assertStartsWith("250", client.data(MAIL));
        }
        List<byte[]> mails = mailboxes.takeAll(to);
        assertEquals(1, mails.size());
        String mail = new String(mails.get(0), StandardCharsets.US_ASCII).replace("\r\n ", " ");
        assertTrue(mail.contains("from client.test ([192.0.2.8]) (iprev=pass mx8.test) (helo=fail) by "), () -> mail);
    }

    private static boolean isAccepted(SmtpClient client, String to) throws IOException {
        return client.command("RCPT TO:<" + to + ">").startsWith("250");
    }

    private static SmtpClient as(String address) throws IOException {
        SmtpClient client = server.host().smtp();
        assertStartsWith("220", client.command("XCLIENT ADDR=" + address));
        client.command("EHLO client.test");
        return client;
    }

    private static SmtpClient from(String address, String firstLine) throws IOException {
        return new SmtpClient(connect(address, server.host().ports().smtp()), firstLine);
    }

    private static Socket connect(String from, int port) throws IOException {
        return new Socket(MailHost.NAME, port, InetAddress.getByName(from), 0);
    }

    private static void assertStartsWith(String expected, String reply) {
        assertTrue(reply.startsWith(expected), () -> "expected " + expected + ", was " + reply);
    }
}
