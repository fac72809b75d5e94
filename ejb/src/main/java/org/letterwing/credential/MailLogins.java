package org.letterwing.credential;

import java.util.Arrays;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.directory.Login;
import org.letterwing.directory.Logins;

/**
 * Checks the passwords with which programs log in to the protocols of mail: those that were made for them, and the account's
 * own, unless that has a second factor beside it, which no program can give.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailLogins {

    @Inject
    private ApplicationPasswords passwords;

    @Inject
    private Logins logins;

    /** For the container. */
    public MailLogins() {}

    MailLogins(ApplicationPasswords passwords, Logins logins) {
        this.passwords = passwords;
        this.logins = logins;
    }

    /**
     * Checks a password. A wrong one takes the same time whoever the user is.
     *
     * @param password in clear text, which is wiped
     * @return the account's canonical name; empty if user or password is wrong
     */
    public Optional<String> authenticate(String user, char[] password) {
        try {
            Optional<String> program =
                    ApplicationPasswords.canBeOne(password) ? passwords.authenticate(user, password) : Optional.empty();
            return program.isPresent() ? program : own(user, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private Optional<String> own(String user, char[] password) {
        return logins.authenticate(user, password).map(Login::name).filter(name -> !logins.hasSecondFactor(name));
    }
}
