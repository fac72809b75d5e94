package org.letterwing.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.Logins;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Reason;

/**
 * The passwords of an account's programs, as its owner makes, sees and removes them: always the caller's own. Each call is
 * one transaction.
 */
@Stateless
@RolesAllowed({Login.USER, Login.ADMINISTRATOR})
@Interceptors(ChangesAreTold.class)
public class OwnApplicationPasswords extends OwnCredentials {

    private static final int LONGEST_NAME = 64;
    private static final int MOST = 50;
    private static final Duration LONGEST = Duration.ofDays(3660); // ten years

    /** For the container. */
    public OwnApplicationPasswords() {}

    /** Works with the given entity manager, in its transaction. */
    OwnApplicationPasswords(EntityManager entities, Logins logins, ChangeLog changes, Supplier<String> caller) {
        super(entities, logins, changes, caller);
    }

    /** Lists them by their names, those that have ended too. */
    @OnlyReads
    public List<ApplicationPasswordView> list() throws DirectoryException {
        return new PasswordsOfAccount(entities(), owner().account()).list();
    }

    /**
     * Makes one. CONFLICT if the owner has one of that name, or too many.
     *
     * @param present the account's own password, which is wiped
     * @param name what the owner calls the program
     * @param expires its end, in the future and at most ten years away; null for none
     */
    public NewApplicationPassword add(char[] present, String name, Instant expires) throws DirectoryException {
        Owner owner = owner(present);
        Instant now = Instant.now();
        String kept = name.strip();
        PasswordsOfAccount passwords = new PasswordsOfAccount(entities(), owner.account());
        check(kept, passwords.list());
        if (expires != null && (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST)))) {
            throw new DirectoryException(Reason.APPLICATION_PASSWORD_END, expires);
        }
        NewApplicationPassword added = passwords.add(kept, now, expires);
        changes()
                .tell(Change.of("application password added", owner.name())
                        .with("name", null, kept)
                        .with("expires", null, added.view().expires()));
        return added;
    }

    private static void check(String name, List<ApplicationPasswordView> present) throws DirectoryException {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryException(Reason.APPLICATION_PASSWORD_NAME, LONGEST_NAME);
        }
        if (present.stream().anyMatch(password -> password.name().equals(name))) {
            throw new DirectoryException(Reason.APPLICATION_PASSWORD_TAKEN, name);
        }
        if (present.size() >= MOST) {
            throw new DirectoryException(Reason.TOO_MANY_APPLICATION_PASSWORDS, MOST);
        }
    }

    /** Removes one: from now on no program gets in with it, and the sessions of the account end. */
    public void remove(long id) throws DirectoryException {
        Owner owner = owner();
        ends().of(owner.name()); // also what has logged in with it
        ApplicationPasswordView removed = new PasswordsOfAccount(entities(), owner.account()).remove(id);
        changes().tell(Change.of("application password removed", owner.name()).with("name", removed.name(), null));
    }
}
