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
    private static final String API = ErrorPages.class.getName() + ".api";
    private static final String PROBLEM = ErrorPages.class.getName() + ".problem";

    /** Says that a request is one of the API, so that its failures are told by documents. */
    static void tellByDocument(HttpServletRequest request) {
        request.setAttribute(API, true);
    }

    /** Says what the document of a request is to tell, when it fails. */
    static void tell(HttpServletRequest request, Problem problem) {
        request.setAttribute(PROBLEM, problem);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (status == null) { // redirected here after a failure of a page
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } else if (request.getAttribute(API) != null) {
            problem(request, status).send(response);
            return;
        }
        request.getRequestDispatcher(PAGE).forward(request, response);
    }

    private static Problem problem(HttpServletRequest request, int status) {
        return request.getAttribute(PROBLEM) instanceof Problem told && told.status() == status
                ? told
                : new Problem(status, detail(status));
    }

    private static String detail(int status) {
        return switch (status) {
            case 403 -> "Only an administrator of the server may do this.";
            case 404 -> "There is nothing at this path.";
            case 500 -> "The server could not do it. Its log says why.";
            default -> "The request can't be answered.";
        };
    }
}
