package org.letterwing.it;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.letterwing.it.mails.SampleMails;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A sample of mail with a number before it, by which it is known when it has been through other servers.
 *
 * @param number says which kind it is
 * @param kind the sample's name
 * @param octets the mail
 */
record NumberedSample(int number, String kind, byte[] octets) {

    private static final String FIELD = "X-Number: ";

    private static final List<String> KINDS = List.of(
            "plain",
            "utf8",
            "smtputf8",
            "folded-headers",
            "leading-dots",
            "attachment",
            "nested-multipart",
            "pgp-signed",
            "pgp-encrypted",
            "calendar",
            "latin1",
            "octets-of-all-kinds",
            "trailing-spaces",
            "line-998",
            "lone-dots",
            "empty-body",
            "base64-2mb");

    /** Returns the mail with this number. */
    static NumberedSample of(int number) {
        return of(number, KINDS.get(number % KINDS.size()));
    }

    /** Returns a sample of a name with this number. */
    static NumberedSample of(int number, String kind) {
        byte[] field = (FIELD + number + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] sample = SampleMails.named(kind).octets();
        byte[] octets = Arrays.copyOf(field, field.length + sample.length);
        System.arraycopy(sample, 0, octets, field.length, sample.length);
        return new NumberedSample(number, kind, octets);
    }

    /** Returns whether it must be sent with SMTPUTF8. */
    boolean isUtf8() {
        return kind.equals("smtputf8");
    }

    /** Returns the number of a mail. */
    static int numberIn(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int at = start(text);
        return Integer.parseInt(text.substring(at + FIELD.length(), text.indexOf('\r', at)));
    }

    /** Returns a mail without what servers have put before it. */
    static byte[] withoutTrace(byte[] content) {
        int at = start(new String(content, StandardCharsets.ISO_8859_1));
        return Arrays.copyOfRange(content, at, content.length);
    }

    private static int start(String text) {
        int at = text.indexOf(FIELD);
        assertTrue(at >= 0, text);
        return at;
    }
}
