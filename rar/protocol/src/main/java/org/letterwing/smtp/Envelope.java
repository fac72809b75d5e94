package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.List;

/** A mail transaction while the client still tells about it. */
final class Envelope {

    private final String reversePath;
    private final List<MailTransaction.Recipient> recipients = new ArrayList<>(1);
    private long declaredSize;
    private boolean eightBitMime;
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

    void declareEightBitMime() {
        eightBitMime = true;
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
        return new MailTransaction(session, reversePath, declaredSize, eightBitMime, smtpUtf8, recipients);
    }
}
