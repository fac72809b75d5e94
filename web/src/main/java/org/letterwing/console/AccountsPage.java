package org.letterwing.console;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.AccountChange;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.NewAccount;
import org.letterwing.directory.Page;

/** The accounts on the page of a domain. */
@Named
@ViewScoped
public class AccountsPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private DomainPage domain;

    private final CursorModel<AccountView> accounts = new CursorModel<>(this::page);
    private AccountView chosen;
    private String localPart;
    private String password;
    private Long quota;

    private Page<AccountView> page(String after, int limit) throws DirectoryException {
        return directory.accounts(domain.getName(), after, limit);
    }

    /** Empties the form for a new account. */
    public void begin() {
        localPart = null;
        quota = null;
    }

    /** Adds the account of the form. */
    public void add() {
        if (Attempt.inForm(() -> Texts.done(
                "account.added",
                directory
                        .addAccount(domain.getName(), new NewAccount(localPart, password.toCharArray(), quota))
                        .address()))) {
            accounts.reset();
            domain.load();
        }
    }

    /** Chooses the account that is to be changed or removed. */
    public void choose(String name) {
        Attempt.onPage(() -> {
            chosen = directory.account(domain.getName(), name);
            quota = chosen.quotaBytes();
        });
    }

    /** Gives the chosen account the quota of the form. */
    public void changeQuota() {
        change(new AccountChange(null, Optional.ofNullable(quota)), "account.quotaChanged");
    }

    /** Gives the chosen account the password of the form. */
    public void changePassword() {
        change(new AccountChange(password.toCharArray(), null), "account.passwordChanged");
    }

    private void change(AccountChange change, String message) {
        if (Attempt.inForm(() -> directory.changeAccount(domain.getName(), chosen.localPart(), change))) {
            Texts.done(message, chosen.address());
        }
    }

    /** Lets nobody log in to an account, or lets its owner again. */
    public void suspend(String name, boolean suspended) {
        Attempt.onPage(() -> Texts.done(
                suspended ? "account.suspendedNow" : "account.activated",
                directory
                        .changeAccount(domain.getName(), name, new AccountChange(null, null, suspended))
                        .address()));
    }

    /** Returns how much of its quota an account uses, in percent; 0 without a quota. */
    public long percent(AccountView account) {
        Long limit = account.quotaBytes();
        if (limit == null) {
            return 0;
        }
        return limit == 0 ? 100 : Math.min(100, Math.round(100.0 * account.usedBytes() / limit));
    }

    /** Removes the chosen account with its mail, as its administrator has confirmed. */
    public void remove() {
        if (Attempt.onPage(() -> directory.removeAccount(domain.getName(), chosen.localPart(), true))) {
            Texts.done("account.removed", chosen.address());
            accounts.reset();
            domain.load();
        }
    }

    /** Writes how much of its quota an account uses. */
    public String use(AccountView account) {
        return account.quotaBytes() == null
                ? used(account)
                : Texts.text("account.use", used(account), Octets.rounded(account.quotaBytes(), locale()));
    }

    /** Writes how much mail an account has. */
    public String used(AccountView account) {
        return Octets.rounded(account.usedBytes(), locale());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    public LazyDataModel<AccountView> getAccounts() {
        return accounts;
    }

    public AccountView getChosen() {
        return chosen;
    }

    public String getLocalPart() {
        return localPart;
    }

    public void setLocalPart(String localPart) {
        this.localPart = localPart;
    }

    public String getPassword() {
        return null; // never sent back
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public Long getQuota() {
        return quota;
    }

    public void setQuota(Long quota) {
        this.quota = quota;
    }
}
