package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class CommandLineTest {

    @Test
    void aPasswordIsWipedFromTheBuffer() throws SyntaxException {
        var buffer = Unpooled.copiedBuffer("before|PASS  p\u00e4ss w\u00f6rd |after", StandardCharsets.UTF_8);
        var line = new CommandLine(buffer.slice(7, 18));
        assertEquals("PASS", line.keyword());
        assertArrayEquals(" p\u00e4ss w\u00f6rd ".toCharArray(), line.secret());
        assertEquals("before|PASS " + "\0".repeat(13) + "|after", buffer.toString(StandardCharsets.UTF_8));
    }

    @Test
    void numbersHaveBounds() throws SyntaxException {
        var line = new CommandLine(Unpooled.copiedBuffer("TOP  007  999999999999999999 ", StandardCharsets.US_ASCII));
        assertArrayEquals(new long[] {7, 999_999_999_999_999_999L}, line.numbers(2, 2));
    }
}
