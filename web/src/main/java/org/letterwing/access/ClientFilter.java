package org.letterwing.access;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.audit.ClientAddress;

/** Tells the mail system which client's request is worked on. */
@WebFilter("/*")
public class ClientFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient ClientAddress client;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        client.set(GuardedLogin.client(request).getHostAddress());
        chain.doFilter(request, response);
    }
}
