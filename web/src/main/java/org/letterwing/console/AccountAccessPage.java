package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.credential.ApplicationPasswordView;
import org.letterwing.credential.CredentialAdministration;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** With what the owner of an account logs in besides the password, on the page of a domain. */
@Named
@ViewScoped
public class AccountAccessPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private CredentialAdministration credentials;

    @Inject
    private DomainPage domain;

    private AccountView account;
    private List<ApplicationPasswordView> passwords = List.of();

    /** Chooses the account that is looked at. */
    public void choose(String localPart) {
        Attempt.onPage(() -> load(localPart));
    }

    private void load(String localPart) throws DirectoryException {
        account = directory.account(domain.getName(), localPart);
        passwords = credentials.applicationPasswords(account.address());
    }

    /** Removes the password of a program. */
    public void remove(ApplicationPasswordView password) {
        if (Attempt.inForm(() -> {
            credentials.removeApplicationPassword(account.address(), password.id());
            load(account.localPart());
        })) {
            Texts.done("programs.removed", password.name());
        }
    }

    /** Takes the second factor away. */
    public void removeSecondFactor() {
        if (Attempt.inForm(() -> {
            credentials.removeSecondFactor(account.address());
            load(account.localPart());
        })) {
            Texts.done("account.secondFactor.removed", account.address());
        }
    }

    public AccountView getAccount() {
        return account;
    }

    public List<ApplicationPasswordView> getPasswords() {
        return passwords;
    }
}
