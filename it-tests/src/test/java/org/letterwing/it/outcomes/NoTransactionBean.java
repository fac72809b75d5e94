package org.letterwing.it.outcomes;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailRejectedException;

/** A bean without a transaction. */
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@none.outcomes.test"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoTransactionBean implements MailListener {

    @Inject
    private Behaviour behaviour;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        behaviour.act(mail);
    }
}
