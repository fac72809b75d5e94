package org.letterwing.access;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

import org.wildfly.security.auth.server.RealmUnavailableException;
import org.wildfly.security.auth.server.SecurityIdentity;
import org.wildfly.security.evidence.PasswordGuessEvidence;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.settings.ConsoleRealm;
import org.letterwing.settings.Settings;

/**
 * The identity store of Jakarta Security where a realm of the application server knows the people, such as one of LDAP:
 * asks the security domain of the enterprise beans. Thread-safe.
 */
@ApplicationScoped
public class ContainerIdentityStore implements IdentityStore {

    private static final System.Logger LOG = System.getLogger(ContainerIdentityStore.class.getName());

    /**
     * Checks a name and a password, and wipes the password.
     *
     * @throws EJBException if the realm does not answer
     */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        if (Settings.CONSOLE_REALM.get() != ConsoleRealm.CONTAINER) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        var evidence = new PasswordGuessEvidence(credential.getPassword().getValue());
        try {
            SecurityIdentity identity = ContainerSecurity.domainOf(DirectoryAdministration.class)
                    .authenticate(credential.getCaller(), evidence);
            Set<String> roles = new HashSet<>();
            identity.getRoles().forEach(roles::add);
            return new CredentialValidationResult(identity.getPrincipal().getName(), roles);
        } catch (RealmUnavailableException e) { // as where the database of the accounts does not answer
            LOG.log(
                    Level.WARNING,
                    "The realm of the console did not answer: look at the security domain of the ejb3 subsystem",
                    e);
            throw new EJBException(e);
        } catch (SecurityException e) { // there is no such user, or it is another password
            return CredentialValidationResult.INVALID_RESULT;
        } finally {
            evidence.destroy();
            credential.clear();
        }
    }
}
