package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplyWriterTest {

    @Test
    void eachLineHasCodeAndEnhancedCode() {
        assertEquals("550-5.7.1 One\r\n550 5.7.1 Two\r\n", write(new Reply(550, "5.7.1", List.of("One", "Two"))));
        assertEquals("250 OK\r\n", write(Reply.of(250, null, "OK")));
    }

    @Test
    void aReplyWithoutTextIsAReply() {
        assertEquals("250 2.0.0 \r\n", write(new Reply(250, "2.0.0", List.of())));
    }

    @Test
    void textCanNotForgeReplies() {
        assertEquals("550 5.7.1 a??250 b?c?\r\n", write(Reply.of(550, "5.7.1", "a\r\n250 b\u00f6c\u0000")));
    }

    @Test
    void longTextBecomesLines() {
        String written = write(Reply.of(550, "5.7.1", "x".repeat(1000)));
        String[] lines = written.split("\r\n");
        assertEquals(3, lines.length);
        for (String line : lines) {
            assertTrue(line.length() <= 510, line);
        }
        assertEquals(1000, written.chars().filter(c -> c == 'x').count());
        assertTrue(lines[1].startsWith("550-") && lines[2].startsWith("550 "), written);
    }

    private static String write(Reply reply) {
        var out = Unpooled.buffer();
        ReplyWriter.write(reply, out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
