package org.letterwing.it.methods;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.MailMethods;
import org.letterwing.api.MailRejectedException;
import org.letterwing.api.OnMail;

/** Takes mail without a transaction of the container. */
@MessageDriven
@ResourceAdapter("letterwing.ear#letterwing.rar")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnDesk implements MailMethods {

    @Resource(lookup = Journal.DATA_SOURCE)
    private DataSource journal;

    @OnMail
    @Recipient("*@own.desk.test")
    public void refuse() throws MailRejectedException {
        Journal.write(journal, "kept");
        throw new MailRejectedException(450, "4.2.1", "Closed until Monday");
    }
}
