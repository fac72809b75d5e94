package org.letterwing.pop3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DotStufferTest {

    @Property
    void aClientGetsBackWhatWasStuffed(@ForAll("contents") String content, @ForAll("cuts") List<Integer> cuts) {
        String stuffed = stuff(content, cuts);
        assertEquals(content.isEmpty() || content.endsWith("\r\n") ? content : content + "\r\n", unstuff(stuffed));
    }

    @Property
    void slicesMakeNoDifference(@ForAll("contents") String content, @ForAll("cuts") List<Integer> cuts) {
        assertEquals(stuff(content, List.of()), stuff(content, cuts));
    }

    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.strings().withChars('\r', '\n', '.', 'x').ofMaxLength(60);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(1, 5).list();
    }

    private static String stuff(String content, List<Integer> cuts) {
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        var output = Unpooled.buffer();
        var stuffer = new DotStuffer();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(octets.length, from + cut);
            stuffer.write(Arrays.copyOfRange(octets, from, to), output);
            from = to;
        }
        stuffer.write(Arrays.copyOfRange(octets, from, octets.length), output);
        stuffer.end(output);
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    /** A client as RFC 1939 3 describes it: reads lines until the one that is a dot alone. */
    private static String unstuff(String response) {
        var content = new StringBuilder();
        int from = 0;
        while (true) {
            int end = response.indexOf("\r\n", from) + 2;
            String line = response.substring(from, end);
            from = end;
            if (line.equals(".\r\n")) {
                assertEquals(response.length(), from, "The response ends too early");
                return content.toString();
            }
            content.append(line.startsWith(".") ? line.substring(1) : line);
        }
    }
}
