package org.letterwing.it.senders;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;

/** Takes mail of anybody, out of the queue. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "later@senders.test"),
            @ActivationConfigProperty(propertyName = "delivery", propertyValue = "queue")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class LaterDesk implements MailListener {

    @Override
    public void onMail(InboundMail mail) {
        Facts.add("LaterDesk", mail);
    }
}
