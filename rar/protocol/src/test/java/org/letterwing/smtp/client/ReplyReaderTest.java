package org.letterwing.smtp.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplyReaderTest {

    @Test
    void repliesOfOneLineAndOfMore() throws Exception {
        List<PeerReply> replies =
                read("220 mx.example.org\r\n250-mx.example.org\r\n250-\r\n250 SIZE\r\n250\r\n354 Go\n550 5.1.1 No\r\n");
        assertEquals(
                List.of(
                        new PeerReply(220, List.of("mx.example.org")),
                        new PeerReply(250, List.of("mx.example.org", "", "SIZE")),
                        new PeerReply(250, List.of("")),
                        new PeerReply(354, List.of("Go")),
                        new PeerReply(550, List.of("5.1.1 No"))),
                replies);
        assertEquals(Optional.of("5.1.1"), replies.get(4).enhancedCode());
        assertEquals("No", replies.get(4).text(100));
    }

    @Test
    void anEnhancedCodeOfAnotherClassIsNone() throws Exception {
        assertEquals(Optional.empty(), read("550 4.1.1 No\r\n").get(0).enhancedCode());
        assertEquals(Optional.empty(), read("550 5.1.1No\r\n").get(0).enhancedCode());
        assertEquals(Optional.of("2.0.0"), read("250 2.0.0\r\n").get(0).enhancedCode());
    }

    @Test
    void textForTerminalsAndReportsIsHarmless() throws Exception {
        String text =
                read("550 \u001b[31m\u0007b\u00f8b\u202e\r\n").get(0).lines().get(0);
        assertEquals("?[31m?b\u00f8b?", text);
        assertEquals(
                10, read("250 " + "x".repeat(4000) + "\r\n").get(0).text(10).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "hello\r\n",
                "25 OK\r\n",
                "2500 OK\r\n",
                "199 OK\r\n",
                "600 OK\r\n",
                "250-a\r\n251 b\r\n",
                "250+OK\r\n"
            })
    void whatIsNoReply(String octets) {
        assertThrows(ReplyReader.NoReplyException.class, () -> read(octets));
    }

    @Test
    void nothingIsWithoutBound() {
        assertThrows(ReplyReader.NoReplyException.class, () -> read("250 " + "x".repeat(ReplyReader.MAX_LINE)));
        assertThrows(ReplyReader.NoReplyException.class, () -> read("250-x\r\n".repeat(ReplyReader.MAX_LINES + 1)));
        String longLine = "250-" + "x".repeat(1000) + "\r\n";
        assertThrows(ReplyReader.NoReplyException.class, () -> read(longLine.repeat(ReplyReader.MAX_LINES - 1)));
        assertTrue(longLine.length() * (ReplyReader.MAX_LINES - 1) > ReplyReader.MAX_REPLY);
    }

    static List<PeerReply> read(String octets) throws ReplyReader.NoReplyException {
        var reader = new ReplyReader();
        List<PeerReply> replies = new ArrayList<>();
        for (byte octet : octets.getBytes(StandardCharsets.UTF_8)) {
            PeerReply reply = reader.take(octet);
            if (reply != null) {
                replies.add(reply);
            }
        }
        return replies;
    }
}
