package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainView;
import org.letterwing.directory.Page;

/** The page with all domains. */
@Named
@ViewScoped
public class DomainsPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    private final CursorModel<DomainView> domains = new CursorModel<>(this::page);
    private String newName;
    private DomainView chosen;

    private Page<DomainView> page(String after, int limit) throws DirectoryException {
        return directory.domains(after, limit);
    }

    /** Adds the domain of the form. */
    public void add() {
        if (Attempt.inForm(
                () -> Texts.done("domain.added", directory.addDomain(newName).name()))) {
            newName = null;
            domains.reset();
        }
    }

    /** Chooses the domain that is to be removed, and looks again at what would go along. */
    public void choose(String name) {
        Attempt.onPage(() -> chosen = directory.domain(name));
    }

    /** Removes the chosen domain with all that it has, as its administrator has confirmed. */
    public void remove() {
        if (Attempt.onPage(() -> directory.removeDomain(chosen.asciiName(), true))) {
            Texts.done("domain.removed", chosen.name());
            domains.reset();
        }
    }

    public LazyDataModel<DomainView> getDomains() {
        return domains;
    }

    public DomainView getChosen() {
        return chosen;
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = newName;
    }
}
