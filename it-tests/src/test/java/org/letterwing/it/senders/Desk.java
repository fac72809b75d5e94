package org.letterwing.it.senders;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;

/** Takes mail of anybody. */
@MessageDriven(
        activationConfig = {@ActivationConfigProperty(propertyName = "recipients", propertyValue = "desk@senders.test")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class Desk implements MailListener {

    @Override
    public void onMail(InboundMail mail) {
        Facts.add("Desk", mail);
    }
}
