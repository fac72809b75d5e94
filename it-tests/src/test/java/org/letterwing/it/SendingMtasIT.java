package org.letterwing.it;

import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Postfix and Exim send mails of many kinds: all arrive, once, octet by octet, and who can't be reached is bounced. */
@SharedServer
class SendingMtasIT {

    private static final int MAILS = 50;

    /** How an MTA hands its mail over, and what the Received line then says. */
    enum Way {
        PLAIN(NextHop.Tls.NONE, "SMTP"),
        STARTTLS(NextHop.Tls.STARTTLS, "SMTPS"),
        SUBMISSION(NextHop.Tls.STARTTLS, "SMTPSA"),
        SUBMISSIONS(NextHop.Tls.FROM_THE_START, "SMTPSA");

        private final NextHop.Tls tls;
        private final String protocol;

        Way(NextHop.Tls tls, String protocol) {
            this.tls = tls;
            this.protocol = protocol;
        }

        NextHop hop(Ports ports, String user) {
            return switch (this) {
                case PLAIN, STARTTLS -> new NextHop(ports.smtp(), tls, null);
                case SUBMISSION -> new NextHop(ports.submission(), tls, user);
                case SUBMISSIONS -> new NextHop(ports.submissions(), tls, user);
            };
        }
    }

    private final Map<Integer, byte[]> sent = new HashMap<>();
    private final Map<String, Integer> expected = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(Way.class)
    void postfix(Way way, MailHost host, @TempDir Path folder) throws IOException {
        Mailboxes mailboxes = mailboxes(host, "postfix", way);
        try (Mta mta = PostfixMta.start(folder, hop(host, way, mailboxes))) {
            exchange(mta, mailboxes, way);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void exim(Way way, MailHost host, @TempDir Path folder) throws IOException {
        Mailboxes mailboxes = mailboxes(host, "exim", way);
        try (Mta mta = EximMta.start(folder, hop(host, way, mailboxes))) {
            exchange(mta, mailboxes, way);
            List<String> deliveries =
                    mta.log().lines().filter(line -> line.contains(" => ")).toList();
            assertTrue(
                    deliveries.size() >= MAILS && deliveries.stream().allMatch(line -> line.contains(" K ")),
                    "Exim delivers by BDAT, and says so with a K: " + deliveries);
            List<String> deferred =
                    mta.log().lines().filter(line -> line.contains(" defer (")).toList();
            assertEquals(List.of(), deferred);
        }
    }

    private static Mailboxes mailboxes(MailHost host, String mta, Way way) throws IOException {
        return new Mailboxes(host, IDN.toASCII(mta + "-" + way.name().toLowerCase(Locale.ROOT) + ".münchen.test"), 4);
    }

    private static NextHop hop(MailHost host, Way way, Mailboxes mailboxes) throws IOException {
        NextHop hop = way.hop(host.ports(), mailboxes.addresses().get(0));
        if (hop.user() != null) {
            for (String authors : List.of("*@example.com", "*@müller.example", "*@mta.test")) {
                int status = host.api()
                        .post(
                                "/api/v1/grants",
                                "{\"account\":\"%s\",\"address\":\"%s\"}".formatted(hop.user(), authors))
                        .statusCode();
                assertTrue(status == 201 || status == 409, "a grant was answered " + status);
            }
        }
        return hop;
    }

    private void exchange(Mta mta, Mailboxes mailboxes, Way way) throws IOException {
        try (SmtpClient client = new SmtpClient(MailHost.NAME, mta.port())) {
            client.command("EHLO client.test");
            for (int number = 0; number < MAILS; number++) {
                send(client, number, mailboxes.addresses());
            }
        }
        mta.awaitIdle();
        Map<String, Integer> found = new TreeMap<>();
        for (String address : mailboxes.addresses()) {
            for (byte[] stored : mailboxes.takeAll(address)) {
                found.merge(identify(StoredMail.of(stored), way) + " to " + address, 1, Integer::sum);
            }
        }
        String log = mta.log();
        assertEquals(expected, found, log);
    }

    /** Hands a mail to the MTA, to one recipient or to some, of whom sometimes one doesn't exist. */
    private void send(SmtpClient client, int number, List<String> addresses) throws IOException {
        NumberedSample sample = NumberedSample.of(number);
        boolean utf8 = sample.isUtf8();
        List<String> recipients = new ArrayList<>(addresses.subList(1, 2 + number % 3));
        recipients.forEach(recipient -> expected.put(number + " to " + recipient, 1));
        if (number % 7 == 0) {
            recipients.add("nobody" + number + addresses.get(0).substring(2));
            expected.put("bounce of " + number + " to " + addresses.get(0), 1);
        }
        byte[] mail = sample.octets();
        sent.put(number, mail);
        assertStarts(
                "250",
                client.command("MAIL FROM:<" + addresses.get(0) + "> BODY=8BITMIME" + (utf8 ? " SMTPUTF8" : "")));
        for (String recipient : recipients) {
            assertStarts("250", client.command("RCPT TO:<" + (utf8 ? unicode(recipient) : recipient) + ">"));
        }
        assertStarts("354", client.command("DATA"));
        assertStarts("250", client.data(mail));
    }

    private static String unicode(String address) {
        int at = address.indexOf('@') + 1;
        return address.substring(0, at) + IDN.toUnicode(address.substring(at));
    }

    /** Tells which mail it is, or of which mail a bounce, and compares it with what was sent. */
    private String identify(StoredMail stored, Way way) {
        String text = new String(stored.content(), StandardCharsets.ISO_8859_1);
        assertTrue(
                stored.trace().replace("\r\n ", " ").matches("(?s).* with (E|UTF8)" + way.protocol + " .*"),
                stored.trace());
        int number = NumberedSample.numberIn(stored.content());
        if (stored.trace().startsWith("Return-Path: <>")) {
            assertTrue(text.contains("nobody" + number + "@"), text);
            return "bounce of " + number;
        }
        // What stands before is the MTA's own trace.
        assertTrue(text.startsWith("Received: "), text);
        assertArrayEquals(sent.get(number), NumberedSample.withoutTrace(stored.content()), () -> "mail " + number);
        return Integer.toString(number);
    }

    private static void assertStarts(String start, String reply) {
        assertTrue(reply.startsWith(start), reply);
    }
}
