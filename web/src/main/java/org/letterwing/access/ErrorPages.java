package org.letterwing.access;

import java.io.IOException;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.administration.Problem;

/** Shows the container's errors: as problem documents to clients of the API, as a page to people. */
@WebServlet("/error")
public class ErrorPages extends HttpServlet {

    private static final String PAGE = "/error.xhtml";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String uri = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (status == null || uri == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND); // asked for by its own path
        } else if (uri.startsWith(request.getContextPath() + "/api/")) {
            new Problem(status, detail(status)).send(response);
        } else {
            request.getRequestDispatcher(PAGE).forward(request, response);
        }
    }

    private static String detail(int status) {
        return switch (status) {
            case 401 -> "Sign in as an administrator, with a user and a password.";
            case 403 -> "Only an administrator may do this.";
            case 404 -> "There is nothing at this path.";
            case 500 -> "The server could not do it. Its log says why.";
            default -> "The request can't be answered.";
        };
    }
}
