package org.letterwing.console;

import java.io.Serializable;
import java.util.Locale;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.access.OwnSession;
import org.letterwing.directory.AccountView;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.OwnAccount;

/** The page of the owner of an account: how full it is, and another password. */
@Named
@ViewScoped
public class OwnAccountPage implements Serializable {

    @EJB
    private OwnAccount own;

    @Inject
    private OwnSession session;

    private AccountView account;
    private String present;
    private String password;

    /** Looks the account up. */
    public void load() throws DirectoryException {
        account = own.view();
    }

    /** Gives the account the password of the form. */
    public void changePassword() {
        if (Attempt.inForm(() -> own.changePassword(present.toCharArray(), password.toCharArray()))) {
            session.keep((HttpServletRequest)
                    FacesContext.getCurrentInstance().getExternalContext().getRequest());
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
