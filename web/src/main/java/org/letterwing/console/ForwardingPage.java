package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.access.GuardedOwner;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Forwarding;
import org.letterwing.directory.OwnAccount;

/** To where the owner of an account has its mail sent on. */
@Named
@ViewScoped
public class ForwardingPage implements Serializable {

    @EJB
    private OwnAccount own;

    @Inject
    private OwnAccountPage page;

    @Inject
    private GuardedOwner guard;

    private String addresses;
    private boolean keepsCopy;
    private String present;

    /** Looks it up, if the caller has an account; to be called after the page has looked for that. */
    public void load() throws DirectoryException {
        if (page.getAccount() != null) {
            show(own.forwarding());
        }
    }

    private void show(Forwarding forwarding) {
        addresses = String.join("\n", forwarding.addresses());
        keepsCopy = forwarding.keepsCopy();
    }

    /** Changes it as the form says. */
    public void save() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        List<String> wanted = addresses == null
                ? List.of()
                : addresses
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (Attempt.inForm(() -> guard.run(
                request, () -> show(own.forward(present.toCharArray(), new Forwarding(wanted, keepsCopy)))))) {
            Texts.done(wanted.isEmpty() ? "forwarding.off" : "forwarding.saved");
        }
    }

    public String getAddresses() {
        return addresses;
    }

    public void setAddresses(String addresses) {
        this.addresses = addresses;
    }

    public boolean isKeepsCopy() {
        return keepsCopy;
    }

    public void setKeepsCopy(boolean keepsCopy) {
        this.keepsCopy = keepsCopy;
    }

    public String getPresent() {
        return null; // never sent back
    }

    public void setPresent(String present) {
        this.present = present;
    }
}
