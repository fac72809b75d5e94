package org.letterwing.administration;

import java.util.Set;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

import org.letterwing.directory.Login;

/** Tells a token that may only read so, before the beans refuse it. */
@Provider
public class OnlyReading implements ContainerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public void filter(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod())
                && request.getSecurityContext().isUserInRole(Login.ONLY_READS)) {
            throw new ProblemException(403, "This token may only read: make one with the scope write.");
        }
    }
}
