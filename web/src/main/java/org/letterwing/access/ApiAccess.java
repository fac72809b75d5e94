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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;

import org.letterwing.administration.Problem;

/**
 * Signs a request of the API in by HTTP Basic (RFC 7617), or by a token (RFC 6750). Each request stands for itself: no
 * session is looked at or made.
 */
@ApplicationScoped
class ApiAccess {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final String REALM = "realm=\"Letterwing\"";

    @Inject
    private GuardedLogin logins;

    AuthenticationStatus validate(HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        if (!ClearText.allows(context.getRequest())) {
            return refuse(context, new Problem(403, ClearText.REFUSAL));
        }
        String header = context.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        try {
            Optional<Proof> proof = login(context.getRequest(), header);
            return proof.filter(Proof::isEnough)
                    .map(Proof::result)
                    .map(context::notifyContainerAboutLogin)
                    .orElseGet(() -> challenge(context, token(header).isPresent(), detail(proof)));
        } catch (EJBException e) {
            return refuse(
                    context, new Problem(503, "Passwords and tokens can't be checked now. The server's log says why."));
        }
    }

    private static String detail(Optional<Proof> proof) {
        return proof.filter(Proof::isRight).isPresent()
                ? "This account has a second factor, so its password opens the console alone: use a token here."
                : "Sign in as an administrator, with a user and a password, or a token.";
    }

    private Optional<Proof> login(HttpServletRequest request, String header) {
        return token(header)
                .map(token -> logins.validate(request, token))
                .or(() -> credential(header).map(credential -> logins.validate(request, credential)));
    }

    private static AuthenticationStatus challenge(HttpMessageContext context, boolean tokenWasWrong, String detail) {
        HttpServletResponse response = context.getResponse();
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC + REALM + ", charset=\"UTF-8\"");
        // RFC 6750 3.1
        response.addHeader(
                HttpHeaders.WWW_AUTHENTICATE, BEARER + REALM + (tokenWasWrong ? ", error=\"invalid_token\"" : ""));
        return refuse(context, new Problem(401, detail));
    }

    /** Leaves the document to the error page, for the container writes the response of a failure itself. */
    private static AuthenticationStatus refuse(HttpMessageContext context, Problem problem) {
        ErrorPages.tell(context.getRequest(), problem);
        context.getResponse().setStatus(problem.status());
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** Reads a token from the header; empty if there is none. */
    static Optional<TokenCredential> token(String header) {
        return after(BEARER, header).map(TokenCredential::new);
    }

    /** Reads a user and a password from the header; empty if there is none, or none that can be read. */
    static Optional<UsernamePasswordCredential> credential(String header) {
        try {
            return after(BASIC, header)
                    .map(Base64.getDecoder()::decode)
                    .map(octets -> new String(octets, StandardCharsets.UTF_8))
                    .filter(pair -> pair.indexOf(':') >= 0)
                    .map(ApiAccess::credentialOf);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }

    private static UsernamePasswordCredential credentialOf(String pair) {
        int colon = pair.indexOf(':');
        return new UsernamePasswordCredential(pair.substring(0, colon), pair.substring(colon + 1));
    }

    private static Optional<String> after(String scheme, String header) {
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(header.substring(scheme.length()).strip())
                : Optional.empty();
    }
}
