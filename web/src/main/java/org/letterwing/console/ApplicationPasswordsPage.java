package org.letterwing.console;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.access.GuardedOwner;
import org.letterwing.access.OwnSession;
import org.letterwing.credential.ApplicationPasswordView;
import org.letterwing.credential.NewApplicationPassword;
import org.letterwing.credential.OwnApplicationPasswords;
import org.letterwing.directory.DirectoryException;

/** The passwords of programs on the page of an account's owner. */
@Named
@ViewScoped
public class ApplicationPasswordsPage implements Serializable {

    @EJB
    private OwnApplicationPasswords own;

    @Inject
    private GuardedOwner guard;

    @Inject
    private OwnSession session;

    private List<ApplicationPasswordView> passwords;
    private String present;
    private String name;
    private Integer days;
    private String made;

    /** Looks them up. */
    public void load() throws DirectoryException {
        passwords = own.list();
    }

    /** Makes the one of the form, and shows it this once. */
    public void add() {
        made = null;
        Attempt.inForm(() -> guard.run(request(), () -> {
            NewApplicationPassword added = own.add(
                    present.toCharArray(),
                    name,
                    days == null ? null : Instant.now().plus(Duration.ofDays(days)));
            made = added.password();
            name = null;
            days = null;
            load();
        }));
    }

    /** Removes one. */
    public void remove(ApplicationPasswordView password) {
        made = null;
        if (Attempt.onPage(() -> {
            own.remove(password.id());
            session.keep(request());
            load();
        })) {
            Texts.done("programs.removed", password.name());
        }
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public List<ApplicationPasswordView> getPasswords() {
        return passwords;
    }

    /** Returns the password that was made just now; null if none was. */
    public String getMade() {
        return made;
    }

    public String getPresent() {
        return null; // never sent back
    }

    public void setPresent(String present) {
        this.present = present;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Returns how many days it can be used; null for ever. */
    public Integer getDays() {
        return days;
    }

    public void setDays(Integer days) {
        this.days = days;
    }
}
