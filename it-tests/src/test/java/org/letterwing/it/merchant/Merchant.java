package org.letterwing.it.merchant;

import java.io.IOException;
import java.util.Arrays;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.mail.MailSessionDefinition;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

import org.letterwing.api.MailSender;

/** Goes in one transaction through the steps that the request names, and tells what came of each, one line for each. */
@WebServlet("/steps")
@MailSessionDefinition(
        name = "java:app/mail/own",
        properties = {"mail.transport.protocol=letterwing", "mail.transport.protocol.rfc822=letterwing"})
public class Merchant extends HttpServlet {

    private static final String SERVER_SESSION = "java:jboss/mail/merchant";

    @EJB(lookup = MailSender.JNDI_NAME)
    private MailSender sender;

    @Resource(lookup = MailSender.JNDI_NAME)
    private MailSender resource;

    @Resource(lookup = "java:app/mail/own")
    private Session own;

    @Resource
    private UserTransaction transaction;

    @EJB
    private Ledger ledger;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            for (String step : request.getParameterValues("step")) {
                response.getWriter().println(step + ": " + take(step, request));
            }
        } finally {
            end();
        }
    }

    private Object take(String step, HttpServletRequest request) {
        String subject = request.getParameter("subject");
        try {
            switch (step) {
                case "begin" -> transaction.begin();
                case "commit" -> transaction.commit();
                case "rollback" -> transaction.rollback();
                case "write-xa" -> ledger.add("xa", subject);
                case "write-local" -> ledger.add("local", subject);
                case "count-xa" -> {
                    return ledger.count("xa", subject);
                }
                case "count-local" -> {
                    return ledger.count("local", subject);
                }
                case "send" -> {
                    return sender.send(message(null, request));
                }
                case "send-by-resource" -> {
                    return resource.send(message(null, request));
                }
                case "send-invoice" -> {
                    MimeMessage message = message(null, request);
                    message.setContent(new Invoice(7), Invoice.TYPE);
                    return sender.send(message);
                }
                default -> Transport.send(message(session(step), request));
            }
            return "done";
        } catch (SendFailedException e) {
            return e.getMessage() + ", sent " + Arrays.toString(e.getValidSentAddresses()) + ", not sent "
                    + Arrays.toString(e.getValidUnsentAddresses()) + ", invalid "
                    + Arrays.toString(e.getInvalidAddresses());
        } catch (Exception e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    private Session session(String step) throws NamingException {
        return switch (step) {
            case "transport-with-own-session" -> own;
            case "transport-with-server-session" -> InitialContext.doLookup(SERVER_SESSION);
            case "transport-with-new-session" -> newSession("false");
            case "transport-to-some" -> newSession("true");
            default -> throw new IllegalArgumentException(step);
        };
    }

    private static Session newSession(String partial) {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol.rfc822", "letterwing");
        properties.setProperty("mail.letterwing.sendpartial", partial);
        return Session.getInstance(properties);
    }

    private static MimeMessage message(Session session, HttpServletRequest request) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(request.getParameter("from"));
        message.setRecipients(RecipientType.TO, request.getParameter("to"));
        message.setSubject(request.getParameter("subject"));
        message.setText("Thank you.\n");
        return message;
    }

    /** Ends a transaction that no step has ended. */
    private void end() {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
