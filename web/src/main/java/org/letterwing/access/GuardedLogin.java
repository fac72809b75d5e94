package org.letterwing.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.directory.LastLogins;
import org.letterwing.guard.LoginGuard;
import org.letterwing.spi.LoginAttempt;

/** Checks passwords and tokens of the console and the API, unless too many from there were wrong. Thread-safe. */
@ApplicationScoped
class GuardedLogin {

    private static final String LISTENER = "http";

    @Inject
    private IdentityStoreHandler stores;

    @EJB
    private LoginGuard guard;

    @EJB
    private LastLogins lastLogins;

    /** Checks a name and a password. */
    CredentialValidationResult validate(HttpServletRequest request, UsernamePasswordCredential credential) {
        try {
            return validate(new LoginAttempt(LISTENER, client(request), credential.getCaller()), credential);
        } finally {
            credential.clear();
        }
    }

    /** Checks a token, which names no account before it is known to be right. */
    CredentialValidationResult validate(HttpServletRequest request, TokenCredential credential) {
        return validate(new LoginAttempt(LISTENER, client(request), ""), credential);
    }

    private CredentialValidationResult validate(LoginAttempt attempt, Credential credential) {
        if (guard.isBanned(attempt)) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        CredentialValidationResult result = ask(credential);
        if (result.getStatus() == CredentialValidationResult.Status.VALID) {
            guard.loggedIn(attempt);
            lastLogins.loggedIn(attempt.user());
        } else {
            guard.loginFailed(attempt);
        }
        return result;
    }

    /** The default method of an identity store hides what went wrong in it. */
    private CredentialValidationResult ask(Credential credential) {
        try {
            return stores.validate(credential);
        } catch (IllegalStateException e) {
            throw e.getCause() instanceof EJBException failure ? failure : e;
        }
    }

    /** Returns the client's address. */
    static InetAddress client(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()); // a literal address: asks no name server
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
