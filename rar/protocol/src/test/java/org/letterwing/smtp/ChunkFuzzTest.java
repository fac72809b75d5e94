package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Any content in chunks of any size, in packets of any size: it arrives as it was, and none of it is a command. */
class ChunkFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void contentInChunksArrives(FuzzedDataProvider data) {
        int packet = data.consumeInt(1, 100);
        var sent = new StringBuilder("MAIL FROM:<alice@example.com> BODY=BINARYMIME\r\nRCPT TO:<bob@example.org>\r\n");
        var replies = new StringBuilder("250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n");
        // A field first: white space at the very beginning would continue the server's Received line.
        var content = new StringBuilder("X: y\r\n");
        sent.append("BDAT 6\r\n").append(content);
        replies.append("250 2.0.0 6 octets taken\r\n");
        while (data.remainingBytes() > 0) {
            String chunk = new String(data.consumeBytes(data.consumeInt(0, 200)), StandardCharsets.ISO_8859_1);
            sent.append("BDAT ").append(chunk.length()).append("\r\n").append(chunk);
            replies.append("250 2.0.0 ").append(chunk.length()).append(" octets taken\r\n");
            content.append(chunk);
        }
        sent.append("BDAT 0 LAST\r\nNOOP\r\n");
        replies.append("250 2.0.0 Taken\r\n250 2.0.0 OK\r\n");
        try (var client = Dialogue.greeted()) {
            for (int from = 0; from < sent.length(); from += packet) {
                client.send(sent.substring(from, Math.min(from + packet, sent.length())));
            }
            client.expect(replies.toString());
            assertEquals(content.toString(), client.backend.last().sent());
        }
    }
}
