package org.letterwing.it.bank;

import java.io.IOException;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;

import org.letterwing.api.MailSender;

/** Goes through the steps that the request names, and tells what came of the last one. */
@WebServlet("/steps")
public class Bank extends HttpServlet {

    @EJB(lookup = MailSender.JNDI_NAME)
    private MailSender sender;

    @EJB
    private Ledger ledger;

    @Resource
    private UserTransaction transaction;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object said = "";
        for (String step : request.getParameterValues("step")) {
            try {
                said = take(step, request.getParameter("text"));
            } catch (Exception e) {
                said = e;
            }
        }
        response.setContentType("text/plain");
        response.getWriter().print(said);
    }

    private Object take(String step, String text) throws Exception {
        switch (step) {
            case "begin" -> transaction.begin();
            case "commit" -> transaction.commit();
            case "rollback" -> transaction.rollback();
            case "write" -> ledger.add(text);
            case "send" -> sender.send(mail(text));
            case "count" -> {
                return ledger.count(text);
            }
            case "die-in-prepare" -> DeadlyDataSource.deadly = "prepare";
            case "die-in-commit" -> DeadlyDataSource.deadly = "commit";
            default -> throw new IllegalArgumentException(step);
        }
        return "done";
    }

    private static MimeMessage mail(String subject) throws MessagingException {
        MimeMessage message = new MimeMessage((Session) null);
        message.setFrom("bank@bank.test");
        message.setRecipients(RecipientType.TO, "u0@bank.test");
        message.setSubject(subject);
        message.setText("Your account has changed.\n");
        return message;
    }
}
