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

import org.letterwing.credential.SecondFactors;
import org.letterwing.directory.LastLogins;
import org.letterwing.directory.Logins;
import org.letterwing.guard.LoginGuard;
import org.letterwing.spi.LoginAttempt;

/** Checks passwords, codes and tokens of the console and the API, unless too many from there were wrong. Thread-safe. */
@ApplicationScoped
class GuardedLogin {

    private static final String LISTENER = "http";

    @Inject
    private IdentityStoreHandler stores;

    @EJB
    private Logins logins;

    @EJB
    private SecondFactors factors;

    @EJB
    private LoginGuard guard;

    @EJB
    private LastLogins lastLogins;

    /** Checks a name and a password, which may not be enough. */
    Proof validate(HttpServletRequest request, UsernamePasswordCredential credential) {
        try {
            return validate(attempt(request, credential.getCaller()), credential);
        } finally {
            credential.clear();
        }
    }

    /** Checks a token, which names no account before it is known to be right. */
    Proof validate(HttpServletRequest request, TokenCredential credential) {
        return validate(attempt(request, ""), credential);
    }

    private Proof validate(LoginAttempt attempt, Credential credential) {
        if (guard.isBanned(attempt)) {
            return new Proof(CredentialValidationResult.INVALID_RESULT, false);
        }
        CredentialValidationResult result = ask(credential);
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            guard.loginFailed(attempt);
            return new Proof(result, false);
        }
        boolean lacksCode = credential instanceof UsernamePasswordCredential
                && logins.hasSecondFactor(result.getCallerPrincipal().getName());
        if (!lacksCode) {
            loggedIn(attempt);
        }
        return new Proof(result, lacksCode);
    }

    /** Checks the code of somebody whose password was right. */
    boolean validate(HttpServletRequest request, AwaitedCode awaited, CodeCredential credential) {
        LoginAttempt attempt = attempt(request, awaited.name());
        if (guard.isBanned(attempt)) {
            return false;
        }
        if (!factors.take(awaited.name(), credential.code())) {
            guard.loginFailed(attempt);
            return false;
        }
        loggedIn(attempt);
        return true;
    }

    private void loggedIn(LoginAttempt attempt) {
        guard.loggedIn(attempt);
        lastLogins.loggedIn(attempt.user());
    }

    /** Returns what the guard knows of an attempt. */
    static LoginAttempt attempt(HttpServletRequest request, String user) {
        return new LoginAttempt(LISTENER, client(request), user);
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
