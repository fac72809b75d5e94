package org.letterwing.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.ws.rs.core.HttpHeaders;

import org.letterwing.administration.Problem;

/**
 * Signs a request of the API in by HTTP Basic (RFC 7617). Each request stands for itself: no session is looked at or
 * made.
 */
@ApplicationScoped
class BasicAccess {

    private static final String SCHEME = "Basic ";

    @Inject
    private GuardedLogin logins;

    AuthenticationStatus validate(HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        if (!ClearText.allows(context.getRequest())) {
            return refuse(context, new Problem(403, ClearText.REFUSAL));
        }
        try {
            return credential(context.getRequest().getHeader(HttpHeaders.AUTHORIZATION))
                    .map(credential -> logins.validate(context.getRequest(), credential))
                    .filter(result -> result.getStatus() == CredentialValidationResult.Status.VALID)
                    .map(context::notifyContainerAboutLogin)
                    .orElseGet(() -> challenge(context));
        } catch (EJBException e) {
            return refuse(context, new Problem(503, "Passwords can't be checked now. The server's log says why."));
        }
    }

    private static AuthenticationStatus challenge(HttpMessageContext context) {
        context.getResponse()
                .setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME + "realm=\"Letterwing\", charset=\"UTF-8\"");
        return refuse(context, new Problem(401, "Sign in as an administrator, with a user and a password."));
    }

    /** Leaves the document to the error page, for the container writes the response of a failure itself. */
    private static AuthenticationStatus refuse(HttpMessageContext context, Problem problem) {
        ErrorPages.tell(context.getRequest(), problem);
        context.getResponse().setStatus(problem.status());
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** Reads the header; empty if there is none, or none that can be read. */
    static Optional<UsernamePasswordCredential> credential(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] octets =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(octets, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new UsernamePasswordCredential(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }
}
