package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.directory.DomainAdministratorView;
import org.letterwing.directory.DomainDelegation;

/** The accounts that administer the domain of the page. */
@Named
@ViewScoped
public class AdministratorsPage implements Serializable {

    @EJB
    private DomainDelegation delegation;

    @Inject
    private DomainPage domain;

    private transient List<DomainAdministratorView> administrators;
    private String account;
    private String chosen;

    /** Lets the account of the form administer the domain. */
    public void add() {
        if (Attempt.inForm(() -> Texts.done(
                "administrators.added",
                delegation.add(domain.getName(), account).account(),
                domain.getDomain().name()))) {
            account = null;
            administrators = null;
        }
    }

    /** Chooses the account that shall administer the domain no longer. */
    public void choose(String name) {
        chosen = name;
    }

    /** Takes the right of the chosen account back. */
    public void remove() {
        if (Attempt.onPage(() -> delegation.remove(domain.getName(), chosen))) {
            Texts.done("administrators.removed", chosen, domain.getDomain().name());
        }
        administrators = null;
    }

    /** Returns all of them. */
    public List<DomainAdministratorView> getAdministrators() {
        if (administrators == null) {
            administrators = List.of();
            Attempt.onPage(() -> administrators = delegation.administrators(domain.getName()));
        }
        return administrators;
    }

    public String getChosen() {
        return chosen;
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }
}
