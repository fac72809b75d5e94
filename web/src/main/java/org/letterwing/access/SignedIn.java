package org.letterwing.access;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Who uses the console in a session. The API never looks at it.
 *
 * @param name {@code admin}, or an account's address
 * @param roles what they may do
 * @param version the version of the directory from before the password was checked: a later change may end the session
 */
record SignedIn(String name, Set<String> roles, long version) implements Serializable {

    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** Returns who uses the session of a request. */
    static Optional<SignedIn> in(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((SignedIn) session.getAttribute(ATTRIBUTE));
    }

    /** Begins the session, under a new identifier, so that nobody who planted the old one gets in with it. */
    void begin(HttpServletRequest request) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(ATTRIBUTE, this);
    }

    /** Lets the session go on after a change that it has made itself. */
    void renew(HttpServletRequest request, long now) {
        request.getSession().setAttribute(ATTRIBUTE, new SignedIn(name, roles, now));
    }
}
