package org.letterwing.smtp;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any text as a path: what is read is within the limits, and in its shortest form. */
class PathFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void textIsAPathOrNone(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        var parser = new PathParser(text, true);
        Path path = parser.parse();
        if (path != null) {
            assertTrue(parser.end() <= text.length());
            assertTrue(path.address().getBytes(StandardCharsets.UTF_8).length <= 254, path.address());
            assertTrue(path.address().chars().noneMatch(Character::isISOControl) || path.isInternational());
            assertEquals(path, new PathParser("<" + path.address() + ">", true).parse());
        }
    }
}
