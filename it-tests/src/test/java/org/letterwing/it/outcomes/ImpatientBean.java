package org.letterwing.it.outcomes;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailRejectedException;

/** A bean that is offered a mail once. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@impatient.outcomes.test"),
            @ActivationConfigProperty(propertyName = "delivery", propertyValue = "queue"),
            @ActivationConfigProperty(propertyName = "redeliveryAttempts", propertyValue = "1")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class ImpatientBean implements MailListener {

    @Inject
    private Behaviour behaviour;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        behaviour.act(mail);
    }
}
