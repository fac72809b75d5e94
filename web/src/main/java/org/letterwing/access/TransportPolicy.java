package org.letterwing.access;

import java.io.IOException;
import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.authentication.keys.StsPolicies;

/** Gives everybody the policy for mail to the domain whose host was asked (MTA-STS, RFC 8461 3.3). */
@WebServlet(TransportPolicy.PATH)
public class TransportPolicy extends HttpServlet {

    static final String PATH = "/.well-known/mta-sts.txt";

    @EJB
    private StsPolicies policies;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> policy = policies.at(request.getServerName());
        if (policy.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain"); // RFC 8461 3.2
        response.setCharacterEncoding("US-ASCII");
        response.getWriter().write(policy.get());
    }
}
