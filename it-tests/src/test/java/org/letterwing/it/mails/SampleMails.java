package org.letterwing.it.mails;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The samples: mails as people and programs send them, and mails at the borders of what is allowed.
 *
 * <p>What can be read is a file of the folder {@code mails}; what is large or has odd octets is made here.
 */
public final class SampleMails {

    private static final List<SampleMail> ALL = make();

    private SampleMails() {}

    /** Returns all samples: all but the largest, {@code base64-50mb}, have less than 3 MB. */
    public static List<SampleMail> all() {
        return ALL;
    }

    /**
     * Returns the sample of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SampleMail named(String name) {
        return ALL.stream()
                .filter(mail -> mail.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("No sample is called " + name));
    }

    private static List<SampleMail> make() {
        List<SampleMail> mails = new ArrayList<>();
        Stream.of(
                        "plain",
                        "utf8",
                        "smtputf8",
                        "folded-headers",
                        "leading-dots",
                        "attachment",
                        "nested-multipart",
                        "pgp-signed",
                        "pgp-encrypted",
                        "dsn",
                        "calendar")
                .map(SampleMails::file)
                .forEach(mails::add);

        mails.add(text("latin1", header("ISO-8859-1", "8bit") + "\r\nStra\u00dfe, caf\u00e9, \u00bd \u00a3\r\n"));
        mails.add(text("octets-of-all-kinds", header("X-UNKNOWN", "8bit") + "\r\n" + octetsOfAllKinds() + "\r\n"));
        mails.add(text("nul-octets", header("US-ASCII", "7bit") + "\r\na\0b\0\r\n\0\r\n\0.\r\n"));
        mails.add(text("trailing-spaces", header("US-ASCII", "7bit") + "\r\none \r\ntwo\t \r\n \r\n"));

        for (int length : new int[] {998, 5_000, 100_000}) {
            mails.add(text("line-" + length, header("US-ASCII", "7bit") + "\r\n" + line(length) + "\r\nend\r\n"));
            mails.add(text("header-line-" + length, header("US-ASCII", "7bit") + field(length) + "\r\n\r\nend\r\n"));
        }
        // A dot where a reader's buffer of 4,096 or 8,192 octets begins.
        mails.add(text("dots-in-a-long-line", header("US-ASCII", "7bit") + "\r\n" + ".".repeat(20_000) + "\r\n"));
        mails.add(text("lone-dots", header("US-ASCII", "7bit") + "\r\n.\r\n..\r\n.\r\n\r\n.\r\n"));
        mails.add(text("only-lone-dots", ".\r\n".repeat(10_000)));
        mails.add(text("only-line-ends", "\r\n".repeat(10_000)));

        mails.add(text("empty", ""));
        mails.add(text("empty-body", header("US-ASCII", "7bit") + "\r\n"));
        mails.add(text("headers-only", header("US-ASCII", "7bit")));
        mails.add(text("body-only", "\r\nno header at all\r\n"));
        mails.add(text("no-final-line-end", header("US-ASCII", "7bit") + "\r\none line"));
        mails.add(text("final-dot-without-line-end", header("US-ASCII", "7bit") + "\r\none line\r\n."));
        mails.add(text("header-of-10000-fields", header("US-ASCII", "7bit") + fields(10_000) + "\r\nend\r\n"));

        mails.add(attachment("base64-2mb", 2_000_000));
        mails.add(attachment("base64-50mb", 50_000_000));

        mails.add(malformed("bare-lf", header("US-ASCII", "7bit") + "\r\none\ntwo\r\n"));
        mails.add(malformed("bare-cr", header("US-ASCII", "7bit") + "\r\none\rtwo\r\n"));
        mails.add(malformed("bare-lf-in-the-header", "Subject: one\nBcc: two@example.com\r\n\r\nend\r\n"));
        mails.add(malformed("only-lf", header("US-ASCII", "7bit").replace("\r", "") + "\none\ntwo\n"));
        mails.add(malformed("cr-cr-lf", header("US-ASCII", "7bit") + "\r\none\r\r\ntwo\r\n"));
        for (String end : List.of("\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n")) {
            String name = "smuggled-end-"
                    + end.replace("\r", "cr-").replace("\n", "lf-").replace(".", "dot-");
            mails.add(malformed(name + "next", header("US-ASCII", "7bit") + "\r\none" + end + "MAIL FROM:<>\r\n"));
        }
        return Collections.unmodifiableList(mails);
    }

    private static SampleMail file(String name) {
        return new SampleMail(name, true, () -> SampleMails.class.getResourceAsStream("/mails/" + name + ".eml"));
    }

    private static SampleMail text(String name, String content) {
        return new SampleMail(name, true, () -> stream(content));
    }

    private static SampleMail malformed(String name, String content) {
        return new SampleMail(name, false, () -> stream(content));
    }

    /** Makes a mail with an attachment; {@code size} is what it has in octets, but for some hundred of them. */
    private static SampleMail attachment(String name, long size) {
        String before = """
                From: Alice Example <alice@example.com>
                To: Bob Sample <bob@example.org>
                Subject: The scans
                Date: Mon, 02 Nov 2026 09:15:00 +0100
                Message-ID: <scans@mail.example.com>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="part"

                --part
                Content-Type: text/plain

                Here they are.
                --part
                Content-Type: application/octet-stream; name="scans.bin"
                Content-Disposition: attachment; filename="scans.bin"
                Content-Transfer-Encoding: base64

                """.replace("\n", "\r\n");
        return new SampleMail(
                name,
                true,
                () -> new SequenceInputStream(Collections.enumeration(
                        List.of(stream(before), new Base64Lines(size / Base64Lines.LINE), stream("--part--\r\n")))));
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns a header without the blank line after it. */
    private static String header(String charset, String encoding) {
        return String.join(
                "\r\n",
                "From: Alice Example <alice@example.com>",
                "To: Bob Sample <bob@example.org>",
                "Subject: A sample",
                "Date: Mon, 02 Nov 2026 09:15:00 +0100",
                "Message-ID: <sample@mail.example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=" + charset,
                "Content-Transfer-Encoding: " + encoding,
                "");
    }

    private static String octetsOfAllKinds() {
        var octets = new StringBuilder();
        for (char octet = 0; octet < 256; octet++) {
            if (octet != '\r' && octet != '\n') {
                octets.append(octet);
            }
        }
        return octets.toString();
    }

    private static String line(int length) {
        return "0123456789".repeat(length / 10 + 1).substring(0, length);
    }

    private static String field(int length) {
        return "X-Long: " + line(length - "X-Long: ".length());
    }

    private static String fields(int count) {
        var fields = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            fields.append("X-Field-").append(i).append(": value ").append(i).append("\r\n");
        }
        return fields.toString();
    }
}
