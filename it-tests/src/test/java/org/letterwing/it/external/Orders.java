package org.letterwing.it.external;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Shows the subjects of the orders that came, one on each line. */
@WebServlet("/orders")
public class Orders extends HttpServlet {

    private static final List<String> SUBJECTS = new CopyOnWriteArrayList<>();

    static void add(String subject) {
        SUBJECTS.add(subject);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(String.join("\n", SUBJECTS));
    }
}
