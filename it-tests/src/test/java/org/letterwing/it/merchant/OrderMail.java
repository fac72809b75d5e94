package org.letterwing.it.merchant;

import java.io.IOException;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailNotSentException;
import org.letterwing.api.MailRejectedException;
import org.letterwing.api.MailSender;

/** Answers each order in the transaction that takes it, and refuses those that are no good, after it has answered. */
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(propertyName = "recipients", propertyValue = "orders@merchant.test"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class OrderMail implements MailListener {

    @EJB(lookup = MailSender.JNDI_NAME)
    private MailSender sender;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        try {
            String subject = mail.toMimeMessage().getSubject();
            MimeMessage answer = new MimeMessage((jakarta.mail.Session) null);
            answer.setFrom("orders@merchant.test");
            answer.setRecipients(RecipientType.TO, mail.envelope().reversePath());
            answer.setSubject("Re: " + subject);
            answer.setText("Thank you.\n");
            sender.send(answer);
            if (subject.contains("bad")) {
                throw new MailRejectedException(554, "5.6.0", "Orders are good ones here");
            }
        } catch (MessagingException | IOException | MailNotSentException e) {
            throw new IllegalStateException(e);
        }
    }
}
