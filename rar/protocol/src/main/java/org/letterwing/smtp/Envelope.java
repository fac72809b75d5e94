package org.letterwing.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.letterwing.net.MemoryBudget;

/** A mail transaction while the client still tells about it. */
final class Envelope {

    // What a recipient takes besides its address, about.
    private static final int RECIPIENT_OCTETS = 256;

    private final String reversePath;
    private final MemoryBudget memory;
    private final List<MailTransaction.Recipient> recipients = new ArrayList<>(1);
    private long declaredSize;
    private MailOptions.Body body = MailOptions.Body.SEVEN_BIT;
    private boolean smtpUtf8;
    private boolean requireTls;
    private MailOptions.Return dsnReturn;
    private String envelopeId;
    private Instant holdUntil;
    private MailOptions.DeliverBy deliverBy;
    private int priority;
    private long held;

    /**
     * Begins an envelope.
     *
     * @param memory bounds the recipients of all clients together; what they take is given back by {@link #release()}
     */
    Envelope(String reversePath, MemoryBudget memory) {
        this.reversePath = reversePath;
        this.memory = memory;
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

    void requireTls() {
        requireTls = true;
    }

    void returnInReports(MailOptions.Return what) {
        dsnReturn = what;
    }

    void identify(String id) {
        envelopeId = id;
    }

    /** Holds the mail until a time; returns whether no other time was there before. */
    boolean hold(Instant until) {
        boolean first = holdUntil == null;
        holdUntil = until;
        return first;
    }

    void deliverBy(MailOptions.DeliverBy wanted) {
        deliverBy = wanted;
    }

    void prioritise(int wanted) {
        priority = wanted;
    }

    /** Returns whether the mail is to be delivered before it may be. */
    boolean isHeldTooLong() {
        return holdUntil != null && deliverBy != null && deliverBy.deadline().isBefore(holdUntil);
    }

    /** Adds a recipient; returns false if there is no memory for it. */
    boolean add(MailTransaction.Recipient recipient) {
        int octets = RECIPIENT_OCTETS + recipient.address().length();
        if (!memory.take(octets)) {
            return false;
        }
        held += octets;
        recipients.add(recipient);
        return true;
    }

    /** The mail transaction ends. */
    void release() {
        memory.give(held);
        held = 0;
    }

    int recipients() {
        return recipients.size();
    }

    /** Returns the transaction as it stands. */
    MailTransaction transaction(SmtpSession session) {
        return new MailTransaction(session, reversePath, options(), recipients);
    }

    /** Returns what the parameters say. */
    MailOptions options() {
        return new MailOptions(
                declaredSize,
                body,
                smtpUtf8,
                requireTls,
                Optional.ofNullable(dsnReturn),
                Optional.ofNullable(envelopeId),
                Optional.ofNullable(holdUntil),
                Optional.ofNullable(deliverBy),
                priority);
    }
}
