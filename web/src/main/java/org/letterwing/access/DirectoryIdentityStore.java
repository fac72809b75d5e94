package org.letterwing.access;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import org.letterwing.directory.Logins;
import org.letterwing.settings.ConsoleRealm;
import org.letterwing.settings.Settings;

/** The identity store of Jakarta Security: asks the directory whether a password is right. Thread-safe. */
@ApplicationScoped
public class DirectoryIdentityStore implements IdentityStore {

    @EJB
    private Logins logins;

    /** Checks a name and a password, and wipes the password. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        if (Settings.CONSOLE_REALM.get() != ConsoleRealm.ACCOUNTS) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        try {
            return logins.authenticate(
                            credential.getCaller(), credential.getPassword().getValue())
                    .map(login -> new CredentialValidationResult(login.name(), login.roles()))
                    .orElse(CredentialValidationResult.INVALID_RESULT);
        } finally {
            credential.clear();
        }
    }
}
