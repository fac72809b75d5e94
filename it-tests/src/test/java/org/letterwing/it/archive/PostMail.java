package org.letterwing.it.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;
import org.letterwing.api.Recipient;

/** Writes the recipients of each mail to the journal of the other application. */
@DataSourceDefinition(
        name = "java:app/jdbc/post",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:outcomes;DB_CLOSE_DELAY=-1"
                + ";INIT=CREATE TABLE IF NOT EXISTS journal (recipient VARCHAR(255))")
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "recipients", propertyValue = "{box}@post.test"),
            @ActivationConfigProperty(propertyName = "delivery", propertyValue = "queue"),
            @ActivationConfigProperty(propertyName = "redeliveryInterval", propertyValue = "1")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class PostMail implements MailListener {

    @Resource(lookup = "java:app/jdbc/post")
    private DataSource journal;

    @Override
    public void onMail(InboundMail mail) {
        try (Connection connection = journal.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO journal VALUES (?)")) {
            for (Recipient recipient : mail.envelope().recipients()) {
                insert.setString(1, recipient.address());
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
