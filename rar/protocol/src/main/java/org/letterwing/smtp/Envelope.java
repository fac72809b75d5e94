package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.List;

/** A mail transaction while the client still tells about it. */
final class Envelope {

    private final String reversePath;
    private final List<MailTransaction.Recipient> recipients = new ArrayList<>(1);
    private long declaredSize;
    private MailOptions.Body body = MailOptions.Body.SEVEN_BIT;
    private boolean smtpUtf8;

    Envelope(String reversePath) {
        this.reversePath = reversePath;
    }

    long declaredSize() {
        return declaredSize;
    }

    void declareSize(long octets) {
        declaredSize = octets;
    }

    void declareBody(MailOptions.Body declared) {
        body = declared;
    }

    boolean isBinary() {
        return body == MailOptions.Body.BINARY;
    }

    void declareSmtpUtf8() {
        smtpUtf8 = true;
    }

    boolean isSmtpUtf8() {
        return smtpUtf8;
    }

    void add(MailTransaction.Recipient recipient) {
        recipients.add(recipient);
    }

    int recipients() {
        return recipients.size();
    }

    /** Returns the transaction as it stands. */
    MailTransaction transaction(SmtpSession session) {
        return new MailTransaction(session, reversePath, new MailOptions(declaredSize, body, smtpUtf8), recipients);
    }
}
