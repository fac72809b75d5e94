package org.letterwing.authentication.results;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.letterwing.authentication.DnsName;

/**
 * A mail without the Authentication-Results fields that came with it and claim to be of this host (RFC 8601 5), and
 * otherwise octet for octet the same. A field that can't be read, or is very long, goes too, for others may read it.
 *
 * <p>A CR or LF alone ends a line as well, as it does for some who read the mail later. Closing it closes the mail. Not
 * thread-safe.
 */
public final class ForgedResults extends InputStream {

    /** Octets of a field that are looked at. */
    private static final int MAX_FIELD = 16 * 1024;

    private final PushbackInputStream mail;
    private final String host;

    private byte[] part = {};
    private int at;
    private boolean inHeader = true;
    private boolean inField;
    private int beforeLast;
    private int last = '\n';
    private boolean hasCrLf;

    /**
     * Filters a mail.
     *
     * @param mail is read in large pieces
     * @param host the name that this host gives itself in the field
     */
    public ForgedResults(InputStream mail, String host) {
        this.mail = new PushbackInputStream(new BufferedInputStream(mail), 2);
        this.host = canonical(host);
    }

    @Override
    public int read() throws IOException {
        var octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        while (at == part.length && inHeader) {
            nextPart();
        }
        if (at == part.length) {
            return mail.read(octets, offset, length);
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part, at, octets, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        mail.close();
    }

    private void nextPart() throws IOException {
        boolean first = !inField;
        at = 0;
        part = first && isEmptyLine() ? new byte[0] : readPart();
        inHeader = part.length > 0;
        if (first && isForged()) {
            part = new byte[0];
            while (inField) {
                readPart();
            }
        }
    }

    /** Reads to the end of the field, as far as that is not too far. */
    private byte[] readPart() throws IOException {
        var octets = new ByteArrayOutputStream();
        do {
            int octet = mail.read();
            if (octet < 0) {
                inField = false;
            } else {
                octets.write(octet);
                int next = peek();
                inField = !endsLine(octet, next) || next == ' ' || next == '\t';
            }
        } while (inField && octets.size() < MAX_FIELD);
        return octets.toByteArray();
    }

    private boolean endsLine(int octet, int next) {
        beforeLast = last;
        last = octet;
        hasCrLf |= isAfterCrLf();
        return octet == '\n' || octet == '\r' && next != '\n';
    }

    private boolean isAfterCrLf() {
        return beforeLast == '\r' && last == '\n';
    }

    /** Where some lines end with CR LF, an LF alone ends the header for some who read the mail, and for others not. */
    private boolean isEmptyLine() throws IOException {
        int next = mail.read();
        boolean crLf = next == '\r' && peek() == '\n';
        unread(next);
        return hasCrLf ? isAfterCrLf() && crLf : last == '\n' && (crLf || next == '\n');
    }

    private int peek() throws IOException {
        int next = mail.read();
        unread(next);
        return next;
    }

    private void unread(int octet) throws IOException {
        if (octet >= 0) {
            mail.unread(octet);
        }
    }

    private boolean isForged() {
        String field = new String(part, StandardCharsets.UTF_8);
        int colon = field.indexOf(':');
        if (colon < 0 || !field.substring(0, colon).strip().equalsIgnoreCase(AuthenticationResults.FIELD)) {
            return false;
        }
        Optional<String> name = new ResultsParser(field.substring(colon + 1)).host();
        return inField || name.isEmpty() || canonical(name.get()).equals(host);
    }

    private static String canonical(String name) {
        return DnsName.of(name).orElse(name.toLowerCase(Locale.ROOT));
    }
}
