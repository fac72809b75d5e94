package org.letterwing.console;

import java.io.Serializable;
import java.util.Locale;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.access.GuardedOwner;
import org.letterwing.access.OwnSession;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.Administrator;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.Logins;
import org.letterwing.directory.OwnAccount;

/**
 * The page of the owner of an account: how full it is, and another password. The administrator's account has neither, for its
 * password is a setting.
 */
@Named
@ViewScoped
public class OwnAccountPage implements Serializable {

    @EJB
    private OwnAccount own;

    @EJB
    private Logins logins;

    @Inject
    private OwnSession session;

    @Inject
    private GuardedOwner guard;

    private Boolean here;
    private AccountView account;
    private String present;
    private String password;

    /** Looks the account up. */
    public void load() throws DirectoryException {
        account = isHere() && !name().equals(Administrator.NAME) ? own.view() : null;
    }

    /** Gives the account the password of the form. */
    public void changePassword() {
        if (Attempt.inForm(
                () -> guard.run(request(), () -> own.changePassword(present.toCharArray(), password.toCharArray())))) {
            session.keep(request());
            Texts.done("account.passwordChanged", account.address());
        }
    }

    /** Writes how much of its quota it uses. */
    public String getUse() {
        Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
        String used = Octets.rounded(account.usedBytes(), locale);
        return account.quotaBytes() == null
                ? used
                : Texts.text("account.use", used, Octets.rounded(account.quotaBytes(), locale));
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    private static String name() {
        return request().getRemoteUser();
    }

    /** Returns whether the caller has an account: whom a realm of the application server knows may have none. */
    public boolean isHere() {
        if (here == null) {
            here = logins.canonicalName(name()).isPresent();
        }
        return here;
    }

    /** Returns whose account it is. */
    public String getName() {
        return account == null ? name() : account.address();
    }

    /** Returns whether its owner manages the server too. */
    public boolean isAdministrator() {
        return request().isUserInRole(Login.ADMINISTRATOR);
    }

    /** Returns the account; null for that of the administrator, or if there is none. */
    public AccountView getAccount() {
        return account;
    }

    public String getPresent() {
        return null; // never sent back
    }

    public void setPresent(String present) {
        this.present = present;
    }

    public String getPassword() {
        return null; // never sent back
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
