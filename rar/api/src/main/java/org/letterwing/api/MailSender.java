package org.letterwing.api;

import java.util.UUID;

import jakarta.mail.internet.MimeMessage;

/**
 * Sends mail of an application in its transaction: when that commits the mail is in the mailboxes of this server's
 * recipients and in the queue for all others, and when it is rolled back nothing leaves. Without a transaction a call is
 * one of its own. If a {@link DeliveryListener} is told of it, the queue brings it to the mailboxes too.
 *
 * <p>Get it by {@code @EJB(lookup = MailSender.JNDI_NAME)}, {@code @Resource} with the same name, or by {@code @Inject} in
 * an application that is part of {@code letterwing.ear}. Thread-safe; it may be kept as long as the application lives.
 *
 * <p>An application may send as the addresses that its listeners take, and as those that an administrator has granted to
 * it. The sender of the envelope is checked, and so are From and Sender. Which application calls is seen from the calling
 * code: this guards against mistakes, not against code that runs in the same JVM.
 *
 * <p>The call ends when the whole mail is stored, and keeps nothing of the message. A refusal leaves the caller's
 * transaction as it was. If the database fails, the transaction is rolled back and an {@code EJBException} says why.
 */
public interface MailSender {

    /** The name in JNDI, for every application on the server. */
    String JNDI_NAME = "java:global/letterwing/letterwing-ejb/MailSenderBean!org.letterwing.api.MailSender";

    /**
     * Sends a mail to the recipients that its To, Cc and Bcc name.
     *
     * @param message the mail, as in {@link #send(MimeMessage, SendOptions)}
     * @return the id of the delivery, as in {@link #send(MimeMessage, SendOptions)}
     * @throws MailNotSentException as in {@link #send(MimeMessage, SendOptions)}
     */
    UUID send(MimeMessage message) throws MailNotSentException;

    /**
     * Sends a mail.
     *
     * <p>Date and Message-ID are added to what is sent if they are missing; Bcc is left out of it. Nothing else is
     * changed. A message with changes that were not saved yet is saved, as {@code Transport.send} does.
     *
     * @param message with at least one From; at most as large as {@code letterwing.message.max-size} says
     * @param options what the envelope has that the message doesn't say
     * @return the id of the delivery, under which a {@link DeliveryListener} is told what becomes of the mail
     * @throws MailNotSentException if the mail can't be sent; nothing of it is, to nobody
     */
    UUID send(MimeMessage message, SendOptions options) throws MailNotSentException;
}
