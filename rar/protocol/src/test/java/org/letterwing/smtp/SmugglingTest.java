package org.letterwing.smtp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What other servers took for the end of a mail (CVE-2023-51764 and its kin) ends none here, however it is cut. */
class SmugglingTest {

    private static final String SMUGGLED =
            "MAIL FROM:<evil@example.com>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nevil\r\n";

    @ParameterizedTest
    @CsvSource({
        "\\n.\\n, \\r\\n.\\r\\n",
        "\\n.\\r\\n, \\r\\n.\\r\\n",
        "\\r\\n.\\n, \\r\\n\\r\\n",
        "\\r.\\r, ' . '",
        "\\r\\n.\\r, '\\r\\n '",
        "\\r\\n.\\r\\r\\n, '\\r\\n \\r\\n'",
        "\\r.\\r\\n, ' .\\r\\n'",
        "\\r.\\n, ' .\\r\\n'",
        "\\n.\\r, '\\r\\n. '",
        "\\n\\n.\\n\\n, \\r\\n\\r\\n.\\r\\n\\r\\n",
        "\\n\\r.\\n\\r\\n, '\\r\\n .\\r\\n\\r\\n'",
        "\\r\\r\\n.\\r\\r\\n, ' \\r\\n \\r\\n'",
        "\\r\\n\\r.\\r\\n, '\\r\\n .\\r\\n'",
        "\\r\\n.\\r.\\r\\n, '\\r\\n .\\r\\n'",
        "\\n, \\r\\n",
        "\\r, ' '",
        "\\0\\r\\0\\n, '\\0 \\0\\r\\n'"
    })
    void nothingButTheSequenceEndsAMail(String trick, String madeGood) {
        String body = "Subject: x\r\n\r\nbody" + trick.translateEscapes() + SMUGGLED;
        String good = "Subject: x\r\n\r\nbody" + madeGood.translateEscapes() + SMUGGLED;
        String sent = body + ".\r\nNOOP\r\n";
        for (int cut = 0; cut < sent.length(); cut++) {
            refused(sent.substring(0, cut), sent.substring(cut));
            normalised(good, sent.substring(0, cut), sent.substring(cut));
        }
        refused(sent.split(""));
        normalised(good, sent.split(""));
    }

    private static void refused(String... packets) {
        try (var client = Dialogue.greeted()) {
            client.begin("bob@example.org");
            send(client, packets);
            client.expect("550 5.6.0 The mail has a CR or LF alone: lines must end with CR LF together"
                    + " (RFC 5321 2.3.8)\r\n250 2.0.0 OK\r\n");
            assertTrue(client.backend.delivered.isEmpty());
        }
    }

    private static void normalised(String content, String... packets) {
        try (var client = Dialogue.greeted(Dialogue.normalising())) {
            client.begin("bob@example.org");
            send(client, packets);
            client.expect("250 2.0.0 Taken\r\n250 2.0.0 OK\r\n");
            assertEquals(1, client.backend.delivered.size());
            assertEquals(content, client.backend.last().sent());
        }
    }

    private static void send(Dialogue client, String... packets) {
        for (String packet : packets) {
            client.send(packet);
        }
    }
}
