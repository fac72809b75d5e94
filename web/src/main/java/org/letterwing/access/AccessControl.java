package org.letterwing.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The authentication mechanism of Jakarta Security: a password or a token with each request of the API, a session for the
 * console, and neither for the other. Thread-safe.
 */
@ApplicationScoped
public class AccessControl implements HttpAuthenticationMechanism {

    @Inject
    private ApiAccess api;

    @Inject
    private ConsoleAccess console;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (isApi(request)) {
            ErrorPages.tellByDocument(request);
            return api.validate(context);
        }
        return console.validate(context);
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getServletPath().startsWith("/api/");
    }
}
