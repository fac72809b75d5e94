package org.letterwing.it.outcomes;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.MailRejectedException;

/** A bean that manages transactions itself, and begins none. */
@MessageDriven(
        activationConfig =
                @ActivationConfigProperty(propertyName = "recipients", propertyValue = "*@own.outcomes.test"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
@TransactionManagement(TransactionManagementType.BEAN)
public class OwnTransactionBean implements MailListener {

    @Inject
    private Behaviour behaviour;

    @Override
    public void onMail(InboundMail mail) throws MailRejectedException {
        behaviour.act(mail);
    }
}
