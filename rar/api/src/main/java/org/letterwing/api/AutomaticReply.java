package org.letterwing.api;

import java.io.IOException;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Prepares answers of programs to mail, and decides which mail must not be answered by one (RFC 3834). */
final class AutomaticReply {

    private static final Set<String> BULK = Set.of("bulk", "junk", "list");

    private AutomaticReply() {}

    /** Returns the answer without its text; empty if nobody wants one. */
    static Optional<MimeMessage> to(InboundMail mail) throws MessagingException, IOException {
        Envelope envelope = mail.envelope();
        MimeMessage original = mail.toMimeMessage();
        if (envelope.reversePath().isEmpty() || isAutomatic(original)) {
            return Optional.empty();
        }
        MimeMessage reply = (MimeMessage) original.reply(false);
        reply.setFrom(new InternetAddress(envelope.recipients().get(0).address(), false));
        // RFC 3834 4: to whom the envelope names, who is told of failures too
        reply.setRecipient(Message.RecipientType.TO, new InternetAddress(envelope.reversePath(), false));
        reply.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 5
        reply.setSentDate(new Date());
        return Optional.of(reply);
    }

    // RFC 3834 2
    private static boolean isAutomatic(MimeMessage mail) throws MessagingException {
        String submitted = first(mail, "Auto-Submitted");
        return !(submitted.isEmpty() || submitted.equals("no") || submitted.startsWith("no;"))
                || !first(mail, "List-Id").isEmpty()
                || BULK.contains(first(mail, "Precedence"));
    }

    private static String first(MimeMessage mail, String field) throws MessagingException {
        String[] values = mail.getHeader(field);
        return values == null ? "" : values[0].strip().toLowerCase(Locale.ROOT);
    }
}
