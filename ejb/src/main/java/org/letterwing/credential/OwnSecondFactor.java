package org.letterwing.credential;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;

import org.letterwing.authentication.keys.KeySecret;
import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.Logins;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Reason;
import org.letterwing.directory.WrongSecretException;
import org.letterwing.settings.Settings;

/**
 * The second factor of an account, as its owner turns it on and off: always the caller's own. Each call is one transaction.
 */
@Stateless
@RolesAllowed({Login.USER, Login.ADMINISTRATOR})
@Interceptors(ChangesAreTold.class)
public class OwnSecondFactor extends OwnCredentials {

    @Inject
    private KeySecret secret;

    /** For the container. */
    public OwnSecondFactor() {}

    /** Works with the given entity manager, in its transaction. */
    OwnSecondFactor(
            EntityManager entities, KeySecret secret, Logins logins, ChangeLog changes, Supplier<String> caller) {
        super(entities, logins, changes, caller);
        this.secret = secret;
    }

    /** Returns whether it is on, and how many recovery codes are left. */
    @OnlyReads
    public SecondFactorView view() throws DirectoryException {
        return factor(owner()).view();
    }

    /** Makes a key, which is kept nowhere yet. */
    @OnlyReads
    public NewSecondFactor prepare() {
        return new NewSecondFactor(TotpKey.random(), "Letterwing " + Settings.HOSTNAME.get(), caller());
    }

    /**
     * Turns it on, which ends the sessions of the account. CONFLICT if it is on already.
     *
     * @param present the account's own password, which is wiped
     * @param prepared the key that the owner's program has now
     * @param code shows that it has it
     * @return recovery codes: nobody can see them again
     */
    public List<String> turnOn(char[] present, NewSecondFactor prepared, String code) throws DirectoryException {
        Owner owner = owner(present);
        FactorOfAccount factor = factor(owner);
        if (factor.view().on()) {
            throw new DirectoryException(Reason.SECOND_FACTOR_ON);
        }
        OptionalLong step = prepared.key().stepOf(code.replace(" ", ""), Instant.now());
        if (step.isEmpty()) {
            throw new WrongSecretException(Reason.WRONG_FIRST_CODE);
        }
        ends().of(owner.name()); // also what the password alone has opened
        List<String> recoveryCodes = factor.turnOn(prepared.key(), step.getAsLong());
        changes().tell(Change.of("second factor turned on", owner.name()));
        return recoveryCodes;
    }

    /**
     * Turns it off.
     *
     * @param code six digits, or a recovery code
     */
    public void turnOff(String code) throws DirectoryException {
        Owner owner = owner();
        take(owner, code);
        factor(owner).turnOff();
        changes().tell(Change.of("second factor turned off", owner.name()));
    }

    /**
     * Makes other recovery codes, and forgets those that are there.
     *
     * @param code six digits, or a recovery code
     * @return what nobody can see again
     */
    public List<String> renewRecoveryCodes(String code) throws DirectoryException {
        Owner owner = owner();
        take(owner, code);
        List<String> recoveryCodes = factor(owner).newRecoveryCodes();
        changes().tell(Change.of("second factor changed", owner.name()).withSecret("recoveryCodes"));
        return recoveryCodes;
    }

    private void take(Owner owner, String code) throws WrongSecretException {
        if (!factor(owner).take(code, Instant.now())) {
            throw new WrongSecretException(Reason.WRONG_CODE);
        }
    }

    private FactorOfAccount factor(Owner owner) {
        return new FactorOfAccount(entities(), secret, owner.account());
    }
}
