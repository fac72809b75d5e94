package org.letterwing.it.senders;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.api.InboundMail;

/** Shows what was found of the senders of the mails that came, one on each line. */
@WebServlet("/facts")
public class Facts extends HttpServlet {

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    static void add(String bean, InboundMail mail) {
        LINES.add(bean + " " + mail.authentication());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(String.join("\n", LINES));
    }
}
