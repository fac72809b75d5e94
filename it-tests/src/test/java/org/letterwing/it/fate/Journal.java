package org.letterwing.it.fate;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.EJB;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.api.MailNotSentException;
import org.letterwing.api.MailSender;

/** Sends a mail to whom the request names and answers with its id, or tells what was written of all mails. */
@DataSourceDefinition(
        name = Journal.DATA_SOURCE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:fate;DB_CLOSE_DELAY=-1"
                + ";INIT=CREATE TABLE IF NOT EXISTS journal (application VARCHAR(50), line VARCHAR(2000))")
@WebServlet("/journal")
public class Journal extends HttpServlet {

    static final String DATA_SOURCE = "java:app/jdbc/journal";

    @EJB(lookup = MailSender.JNDI_NAME)
    private MailSender sender;

    @Resource(lookup = DATA_SOURCE)
    private transient DataSource journal;

    @Resource(lookup = "java:app/AppName")
    private String application;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        String to = request.getParameter("to");
        try {
            response.getWriter().print(to == null ? written() : send(to));
        } catch (SQLException | MessagingException | MailNotSentException e) {
            throw new ServletException(e);
        }
    }

    private String send(String to) throws MessagingException, MailNotSentException {
        MimeMessage message = new MimeMessage((Session) null);
        message.setFrom("shop@fate.test");
        message.setRecipients(RecipientType.TO, to);
        message.setSubject("Your order");
        message.setText("Thank you.\n");
        return sender.send(message).toString();
    }

    private String written() throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = journal.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT line FROM journal WHERE application = ?")) {
            select.setString(1, application);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    lines.append(result.getString(1)).append('\n');
                }
            }
        }
        return lines.toString();
    }
}
