package org.letterwing.access;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Who has given the right password in a session, and has to give a code yet: until then nobody is signed in. Nothing is kept
 * of the password.
 *
 * @param name {@code admin}, or an account's address
 * @param roles what they may do when the code is right
 * @param version the version of the directory from before the password was checked
 * @param until when the password has to be given again
 */
public record AwaitedCode(String name, Set<String> roles, long version, Instant until) implements Serializable {

    private static final String ATTRIBUTE = AwaitedCode.class.getName();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Copies the set. */
    public AwaitedCode {
        roles = Set.copyOf(roles);
    }

    /** Returns whose code is awaited in the session of a request. */
    public static Optional<AwaitedCode> in(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable((AwaitedCode) session.getAttribute(ATTRIBUTE))
                        .filter(awaited -> Instant.now().isBefore(awaited.until));
    }

    /** Forgets whose code is awaited: the password has to be given again. */
    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    /** Begins to wait, in a session with a new identifier. */
    static void begin(HttpServletRequest request, String name, Set<String> roles, long version) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(
                ATTRIBUTE, new AwaitedCode(name, roles, version, Instant.now().plus(PATIENCE)));
    }
}
