package org.letterwing.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Mails of which a number says every octet, so that what comes back can be compared without keeping what was sent. */
final class NumberedMail {

    private static final String SUBJECT = "Subject: mail ";
    private static final int SMALL = 6_000;
    private static final int LARGE = 400_000;
    private static final int LARGE_ONE_IN = 40;

    private NumberedMail() {}

    /** Returns the mail with this number: mostly a few kilobytes, sometimes more than is kept in memory. */
    static byte[] content(long number) {
        Random random = new Random(number);
        byte[] noise = new byte[random.nextInt(number % LARGE_ONE_IN == 0 ? LARGE : SMALL)];
        random.nextBytes(noise);
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes((SUBJECT + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        mail.writeBytes(Base64.getMimeEncoder().encode(noise));
        mail.writeBytes("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        return mail.toByteArray();
    }

    /** Returns the number of a mail made here. */
    static long numberOf(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 100), StandardCharsets.US_ASCII);
        return Long.parseLong(start.substring(SUBJECT.length(), start.indexOf('\r')));
    }
}
