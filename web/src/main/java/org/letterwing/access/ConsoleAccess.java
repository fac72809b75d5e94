package org.letterwing.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.directory.EndedLogins;
import org.letterwing.directory.Login;

/**
 * Signs a request of the console in by its session, which begins with a name and a password on the login page, and a code if
 * the account has a second factor.
 */
@ApplicationScoped
class ConsoleAccess {

    private static final String LOGIN_PAGE = "/login.xhtml";

    @Inject
    private GuardedLogin logins;

    @EJB
    private EndedLogins ended;

    AuthenticationStatus validate(HttpMessageContext context) {
        if (context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            return signIn(context, credential);
        }
        if (context.getAuthParameters().getCredential() instanceof CodeCredential credential) {
            return AwaitedCode.in(context.getRequest())
                    .map(awaited -> signIn(context, awaited, credential))
                    .orElse(AuthenticationStatus.SEND_FAILURE);
        }
        HttpServletRequest request = context.getRequest();
        return SignedIn.in(request)
                .filter(s -> holds(s, request))
                .map(s -> context.notifyContainerAboutLogin(s.name(), s.roles()))
                .orElseGet(() -> context.isProtected() ? toLoginPage(context) : context.doNothing());
    }

    /** Ends the session of somebody whose account is suspended or gone, or has another password. */
    private boolean holds(SignedIn signedIn, HttpServletRequest request) {
        try {
            if (!ended.isOver(signedIn.name(), signedIn.version())) {
                return true;
            }
        } catch (EJBException e) {
            return true; // nobody knows now, and without the database nothing can be done
        }
        request.getSession().invalidate();
        return false;
    }

    private AuthenticationStatus signIn(HttpMessageContext context, UsernamePasswordCredential credential) {
        if (!ClearText.allows(context.getRequest())) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        AwaitedCode.forget(context.getRequest());
        long version = ended.version();
        Proof proof = logins.validate(context.getRequest(), credential);
        CredentialValidationResult result = proof.result();
        if (!proof.isRight()
                || Collections.disjoint(result.getCallerGroups(), Set.of(Login.ADMINISTRATOR, Login.USER))) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        if (proof.lacksCode()) {
            AwaitedCode.begin(
                    context.getRequest(), result.getCallerPrincipal().getName(), result.getCallerGroups(), version);
            return AuthenticationStatus.SEND_FAILURE; // the login page asks for the code
        }
        new SignedIn(result.getCallerPrincipal().getName(), result.getCallerGroups(), version)
                .begin(context.getRequest());
        return context.notifyContainerAboutLogin(result);
    }

    private AuthenticationStatus signIn(HttpMessageContext context, AwaitedCode awaited, CodeCredential credential) {
        if (!ClearText.allows(context.getRequest()) || !logins.validate(context.getRequest(), awaited, credential)) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        AwaitedCode.forget(context.getRequest());
        new SignedIn(awaited.name(), awaited.roles(), awaited.version()).begin(context.getRequest());
        return context.notifyContainerAboutLogin(awaited.name(), awaited.roles());
    }

    private static AuthenticationStatus toLoginPage(HttpMessageContext context) {
        HttpServletRequest request = context.getRequest();
        String page = request.getContextPath() + LOGIN_PAGE;
        if (!"partial/ajax".equals(request.getHeader("Faces-Request"))) {
            return context.redirect(page);
        }
        HttpServletResponse response = context.getResponse();
        response.setContentType("text/xml");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getWriter()
                    .print("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + page
                            + "\"/></partial-response>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }
}
