package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.GrantView;
import org.letterwing.directory.Page;

/** Which accounts and applications may send as an address that is not their own. */
@Named
@ViewScoped
public class GrantsPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    private final CursorModel<GrantView> grants = new CursorModel<>(this::page);
    private transient GrantView chosen;
    private String owner;
    private boolean toApplication;
    private String address;

    private Page<GrantView> page(String after, int limit) throws DirectoryException {
        return directory.grants(after, limit);
    }

    /** Empties the form for a new grant. */
    public void begin() {
        owner = null;
        toApplication = true;
        address = null;
    }

    /** Adds the grant of the form. */
    public void add() {
        if (Attempt.inForm(() -> {
            if (toApplication) {
                directory.addApplicationGrant(owner, address);
            } else {
                directory.addGrant(owner, address);
            }
        })) {
            Texts.done("grant.added", owner, address);
            grants.reset();
        }
    }

    /** Chooses the grant that is to be removed. */
    public void choose(long id) {
        Attempt.onPage(() -> chosen = directory.grant(id));
    }

    /** Removes the chosen grant. */
    public void remove() {
        if (Attempt.onPage(() -> directory.removeGrant(chosen.id()))) {
            Texts.done("grant.removed", owner(chosen), chosen.address());
            grants.reset();
        }
    }

    /** Returns the account or the application that has a right. */
    public String owner(GrantView grant) {
        return grant.account() == null ? grant.application() : grant.account();
    }

    public LazyDataModel<GrantView> getGrants() {
        return grants;
    }

    public GrantView getChosen() {
        return chosen;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    public boolean isToApplication() {
        return toApplication;
    }

    public void setToApplication(boolean toApplication) {
        this.toApplication = toApplication;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }
}
