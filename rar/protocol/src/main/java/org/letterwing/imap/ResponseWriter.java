package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;

/** Writes responses in the grammar of RFC 9051 9. Good for one piece of output: not beyond a wait. */
final class ResponseWriter {

    private static final int LONGEST_QUOTED = 1000;

    private final ByteBuf out;
    private final boolean utf8;

    /**
     * Makes a writer.
     *
     * @param utf8 whether quoted strings and mailbox names may hold UTF-8 (RFC 9051 5.1, RFC 6855 3)
     */
    ResponseWriter(ByteBuf out, boolean utf8) {
        this.out = out;
        this.utf8 = utf8;
    }

    /** Returns how many octets wait to be sent. */
    int size() {
        return out.readableBytes();
    }

    /** Writes ASCII as it is. */
    ResponseWriter text(String ascii) {
        ByteBufUtil.writeAscii(out, ascii);
        return this;
    }

    /** Ends a response. */
    void end() {
        text("\r\n");
    }

    ResponseWriter number(long number) {
        return text(Long.toString(number));
    }

    ResponseWriter nil() {
        return text("NIL");
    }

    /** Writes octets as they are. */
    ResponseWriter octets(byte[] octets, int from, int length) {
        out.writeBytes(octets, from, length);
        return this;
    }

    /** Writes a string, or {@code NIL} for null. */
    ResponseWriter nstring(String text) {
        return text == null ? nil() : string(text);
    }

    /** Writes a string: quoted if it may be, else as a literal. */
    ResponseWriter string(String text) {
        boolean quotable = text.length() <= LONGEST_QUOTED && text.chars().allMatch(this::isQuotable);
        return quotable ? quoted(text) : literal(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes octets, one for each character, as a string; {@code NIL} for null. */
    ResponseWriter octetString(String octets) {
        if (octets == null) {
            return nil();
        }
        boolean quotable = octets.length() <= LONGEST_QUOTED && octets.chars().allMatch(c -> c >= ' ' && c <= '~');
        // RFC 9051 4.3: a literal holds no NUL
        return quotable ? quoted(octets) : literal(octets.replace('\0', '?').getBytes(StandardCharsets.ISO_8859_1));
    }

    private boolean isQuotable(int c) {
        return c >= ' ' && c <= '~' || utf8 && c > 0x9F;
    }

    private ResponseWriter quoted(String text) {
        out.writeByte('"');
        ByteBufUtil.writeUtf8(out, text.replace("\\", "\\\\").replace("\"", "\\\""));
        out.writeByte('"');
        return this;
    }

    ResponseWriter literal(byte[] octets) {
        return literalOf(octets.length).octets(octets, 0, octets.length);
    }

    /** Announces a literal of so many octets. */
    ResponseWriter literalOf(long size) {
        return text("{").number(size).text("}\r\n");
    }

    /** Announces a literal8 of so many octets (RFC 3516 4.3), which may hold NULs. */
    ResponseWriter literal8Of(long size) {
        return text("~").literalOf(size);
    }

    /** Writes an atom or a string, whichever it can be. */
    ResponseWriter astring(String text) {
        boolean atom =
                !text.isEmpty() && !text.equalsIgnoreCase("NIL") && text.chars().allMatch(Arguments::isAtomChar);
        return atom ? text(text) : string(text);
    }

    /** Writes the name of a mailbox. */
    ResponseWriter mailbox(String name) {
        return astring(utf8 ? name : ModifiedUtf7.encode(name));
    }

    /** Writes flags in parentheses. */
    ResponseWriter flags(Flags flags, boolean recent) {
        text("(");
        String separator = "";
        if (recent) {
            text("\\Recent");
            separator = " ";
        }
        for (SystemFlag flag : flags.system()) {
            text(separator).text(flag.imapName());
            separator = " ";
        }
        for (String keyword : flags.keywords()) {
            text(separator).text(keyword);
            separator = " ";
        }
        return text(")");
    }

    /** Writes all system flags, and keywords, in parentheses. */
    ResponseWriter flags(Set<String> keywords, Collection<String> more) {
        text("(");
        String separator = "";
        for (SystemFlag flag : SystemFlag.values()) {
            text(separator).text(flag.imapName());
            separator = " ";
        }
        for (String keyword : keywords) {
            text(" ").text(keyword);
        }
        for (String other : more) {
            text(" ").text(other);
        }
        return text(")");
    }

    /** Writes a time in quotes (RFC 9051 9, date-time). */
    ResponseWriter dateTime(Instant time) {
        return text("\"").text(ImapDates.dateTime(time)).text("\"");
    }
}
