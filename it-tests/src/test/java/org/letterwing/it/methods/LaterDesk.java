package org.letterwing.it.methods;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.Header;
import org.letterwing.api.MailMethods;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;

/** Takes mail out of the queue. */
@MessageDriven(activationConfig = @ActivationConfigProperty(propertyName = "delivery", propertyValue = "queue"))
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class LaterDesk implements MailMethods {

    @Resource(lookup = Journal.DATA_SOURCE)
    private DataSource journal;

    @OnMail
    @Recipient("{number}@later.desk.test")
    public void take(@Param("number") int number, @Header("Subject") String subject) {
        Journal.write(journal, "later " + number + ": " + subject);
    }
}
