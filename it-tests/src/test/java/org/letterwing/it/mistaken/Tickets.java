package org.letterwing.it.mistaken;

import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.MailMethods;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;

/** Names a part of the address that no pattern has. */
@MessageDriven
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class Tickets implements MailMethods {

    @OnMail
    @Recipient("tickets+{number}@desk.test")
    public void reply(@Param("id") long ticket) {
        throw new IllegalStateException("never called for " + ticket);
    }
}
