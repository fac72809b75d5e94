package org.letterwing.credential;

import java.util.List;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

import org.letterwing.authentication.keys.KeySecret;
import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangeableAccounts;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Reach;
import org.letterwing.directory.Reason;
import org.letterwing.directory.SessionEnds;

/**
 * Shows with what the owners of accounts log in besides their passwords, and takes it away. Accounts are named by their
 * addresses; the administrator's own is none of these. Administrators of some domains reach the accounts there that have
 * no rights elsewhere. Each call is one transaction.
 */
@Stateless
@RolesAllowed({Login.ADMINISTRATOR, Login.DOMAIN_ADMINISTRATOR})
@Interceptors(ChangesAreTold.class)
public class CredentialAdministration {

    @Inject
    private EntityManager entities;

    @Inject
    private KeySecret secret;

    @Inject
    private SessionEnds ends;

    @Inject
    private ChangeLog changes;

    @EJB
    private ManagedDomains managed;

    private Supplier<Reach> reach = () -> managed.ofCaller();

    /** For the container. */
    public CredentialAdministration() {}

    /** Works with the given entity manager, in its transaction. */
    CredentialAdministration(EntityManager entities, KeySecret secret, ChangeLog changes, Reach reach) {
        this.reach = () -> reach;
        this.entities = entities;
        this.secret = secret;
        this.ends = new SessionEnds(entities);
        this.changes = changes;
    }

    /** Lists the passwords of an account's programs by their names, those that have ended too. */
    @OnlyReads
    public List<ApplicationPasswordView> applicationPasswords(String address) throws DirectoryException {
        return new PasswordsOfAccount(entities, account(address)).list();
    }

    /** Removes the password of a program; the account's sessions end, for it may be in some. */
    public void removeApplicationPassword(String address, long id) throws DirectoryException {
        ends.of(Login.comparedName(address));
        ApplicationPasswordView removed = new PasswordsOfAccount(entities, account(address)).remove(id);
        changes.tell(Change.of("application password removed", address).with("name", removed.name(), null));
    }

    /** Lets an account's password be enough again; NOT_FOUND if it is. */
    public void removeSecondFactor(String address) throws DirectoryException {
        if (!new FactorOfAccount(entities, secret, account(address)).turnOff()) {
            throw new DirectoryException(Reason.NO_SECOND_FACTOR, address);
        }
        changes.tell(Change.of("second factor taken away", address));
    }

    private long account(String address) throws DirectoryException {
        return new ChangeableAccounts(entities, reach.get()).key(address);
    }
}
