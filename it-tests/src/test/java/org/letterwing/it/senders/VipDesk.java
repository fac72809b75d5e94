package org.letterwing.it.senders;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;

/** Takes mail of known senders alone. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "vip@senders.test"),
            @ActivationConfigProperty(propertyName = "requireAuthenticated", propertyValue = "true")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class VipDesk implements MailListener {

    @Override
    public void onMail(InboundMail mail) {
        Facts.add("VipDesk", mail);
    }
}
