package org.letterwing.it.methods;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.MessageDriven;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.Header;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailMethods;
import org.letterwing.api.MailRejectedException;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;

/** Takes mail about orders, in a transaction of the container. */
@MessageDriven
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class Desk extends FrontDesk implements MailMethods {

    @Resource(lookup = Journal.DATA_SOURCE)
    private DataSource journal;

    @OnMail
    @Recipient("orders+{id}@desk.test")
    public void order(@Param("id") long order, @Header("Subject") String subject, MimeMessage mail)
            throws IOException, MessagingException {
        write("order " + order + ": " + subject + ": "
                + mail.getContent().toString().strip());
    }

    @OnMail
    @Recipient("{topic}@info.desk.test")
    public void info(@Param("topic") Topic topic, @Header("Received") List<String> received, InboundMail mail) {
        write(topic + " of " + mail.envelope().reversePath() + ", received " + received.size());
    }

    @OnMail
    @Recipient({"closed@desk.test", "*@closed.desk.test"})
    public void refuse(@Header("X-Reason") Optional<String> reason) throws MailRejectedException {
        write("refused");
        throw new MailRejectedException(554, "5.7.1", reason.orElse("Closed"));
    }

    @OnMail
    @Recipient("fails@desk.test")
    public void fail() throws IOException {
        write("failed");
        throw new IOException("a checked exception, in a test");
    }

    @Override
    void write(String line) {
        Journal.write(journal, line);
    }

    /** What one can ask about. */
    public enum Topic {
        PRICES,
        HOURS
    }
}
