package org.letterwing.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.directory.EndedLogins;

/** Keeps the session of whoever has given its own account another password; that ends all others. Thread-safe. */
@ApplicationScoped
public class OwnSession {

    @EJB
    private EndedLogins ended;

    /** Lets the session of a request go on; to be called once the change is made. */
    public void keep(HttpServletRequest request) {
        SignedIn.in(request).ifPresent(signedIn -> signedIn.renew(request, ended.version()));
    }
}
