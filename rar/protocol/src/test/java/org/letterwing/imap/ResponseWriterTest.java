package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Strings in responses (RFC 9051 4.3). */
class ResponseWriterTest {

    private static String written(boolean utf8, Consumer<ResponseWriter> writing) {
        ByteBuf out = Unpooled.buffer();
        writing.accept(new ResponseWriter(out, utf8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatCannotBeQuotedIsALiteral() {
        assertEquals("\"a \\\"b\\\\\"", written(false, out -> out.string("a \"b\\")));
        assertEquals("{3}\r\na\nb", written(true, out -> out.string("a\nb")));
        assertEquals("{2}\r\n\u00e4", written(false, out -> out.string("\u00e4")));
        assertEquals("\"\u00e4\"", written(true, out -> out.string("\u00e4")));
        assertEquals("{1001}\r\n" + "x".repeat(1001), written(false, out -> out.string("x".repeat(1001))));
        assertEquals("NIL", written(false, out -> out.nstring(null)));
        assertEquals("~{5}\r\n", written(false, out -> out.literal8Of(5)));
    }

    @Test
    void namesAreAtomsIfTheyCanBe() {
        assertEquals("INBOX", written(false, out -> out.mailbox("INBOX")));
        assertEquals("\"a b\"", written(false, out -> out.mailbox("a b")));
        assertEquals("\"nil\"", written(false, out -> out.mailbox("nil")));
        assertEquals("\"\"", written(false, out -> out.mailbox("")));
        assertEquals("&AOQ-", written(false, out -> out.mailbox("\u00e4")));
        assertEquals("\"\u00e4\"", written(true, out -> out.mailbox("\u00e4")));
        assertEquals("a&-b", written(false, out -> out.mailbox("a&b")));
        assertEquals("a&b", written(true, out -> out.mailbox("a&b")));
    }

    @Property
    void eachStringIsReadAsItWasWritten(@ForAll @StringLength(max = 40) String text, @ForAll boolean utf8)
            throws SyntaxException {
        byte[] octets = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
        String clean = new String(octets, StandardCharsets.UTF_8);
        byte[] string = written(utf8, out -> out.string(clean)).getBytes(StandardCharsets.UTF_8);
        assertEquals(clean, new Arguments(string, utf8).stringText());
        byte[] astring = written(utf8, out -> out.astring(clean)).getBytes(StandardCharsets.UTF_8);
        assertEquals(clean, new Arguments(astring, utf8).astringText());
    }
}
