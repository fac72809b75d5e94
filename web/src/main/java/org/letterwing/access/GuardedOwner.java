package org.letterwing.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Reason;
import org.letterwing.directory.WrongSecretException;
import org.letterwing.guard.LoginGuard;
import org.letterwing.spi.LoginAttempt;

/**
 * Lets somebody who is signed in do what needs their password or a code once more. A wrong one counts like a login that
 * failed: who finds a session open must not guess. Thread-safe.
 */
@ApplicationScoped
public class GuardedOwner {

    @EJB
    private LoginGuard guard;

    /** What needs a password or a code. */
    public interface Action {
        /** Does it. */
        void run() throws DirectoryException;
    }

    /** Does what the caller of a request wants, unless too many attempts from there have failed. */
    public void run(HttpServletRequest request, Action action) throws DirectoryException {
        LoginAttempt attempt = GuardedLogin.attempt(request, request.getRemoteUser());
        if (guard.isBanned(attempt)) {
            throw new DirectoryException(Reason.TOO_MANY_FAILURES);
        }
        try {
            action.run();
        } catch (WrongSecretException e) {
            guard.loginFailed(attempt);
            throw e;
        }
    }
}
