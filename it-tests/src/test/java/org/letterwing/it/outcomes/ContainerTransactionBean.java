package org.letterwing.it.outcomes;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailRejectedException;

/** A bean in a transaction of the container. */
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@container.outcomes.test"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class ContainerTransactionBean implements MailListener {

    @Inject
    private Behaviour behaviour;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        behaviour.act(mail);
    }
}
