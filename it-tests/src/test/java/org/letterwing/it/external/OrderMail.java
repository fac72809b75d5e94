package org.letterwing.it.external;

import java.io.IOException;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.mail.MessagingException;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailRejectedException;

/** Takes orders by mail, and refuses those without a subject. */
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(
                        propertyName = "recipients",
                        propertyValue = "orders@shop.test, *@returns.shop.test"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class OrderMail implements MailListener {

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        try {
            String subject = mail.toMimeMessage().getSubject();
            if (subject == null) {
                throw new MailRejectedException(554, "5.6.0", "An order needs a subject");
            }
            Orders.add(subject);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
