package org.letterwing.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;

/** What a mail says in the end: its bodies, decoded by Angus Mail, octet for octet. */
final class Leaves {

    static {
        // Quotes that are missing around a boundary are no obstacle for most programs.
        System.setProperty("mail.mime.parameters.strict", "false");
        // Encodings of types such as message/delivery-status are to be undone too.
        System.setProperty("mail.mime.ignoremultipartencoding", "false");
    }

    private Leaves() {}

    /** Returns a line for each: its types from outside in, and its octets as characters. */
    static List<String> of(String mail) {
        try {
            List<String> leaves = new ArrayList<>();
            collect(message(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1))), "", leaves);
            return leaves;
        } catch (IOException | MessagingException e) {
            throw new AssertionError(mail, e);
        }
    }

    private static void collect(MimePart part, String path, List<String> leaves)
            throws IOException, MessagingException {
        String here = path + "/" + part.getContentType().split("[;\\s]")[0];
        if (part.isMimeType("multipart/*")) {
            MimeMultipart parts = (MimeMultipart) part.getContent();
            leaves.add(here + " " + parts.getPreamble());
            for (int i = 0; i < parts.getCount(); i++) {
                MimePart inside = (MimePart) parts.getBodyPart(i);
                boolean inDigest = part.isMimeType("multipart/digest") && inside.getHeader("Content-Type") == null;
                // RFC 2046 5.1.5
                collect(inDigest ? message(inside.getInputStream()) : inside, here, leaves);
            }
        } else if (part.isMimeType("message/rfc822")) {
            collect((MimePart) part.getContent(), here, leaves);
        } else {
            leaves.add(here + " " + new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    private static MimeMessage message(InputStream mail) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), mail);
    }
}
