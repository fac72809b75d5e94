package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.AliasView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;

/** The aliases on the page of a domain. */
@Named
@ViewScoped
public class AliasesPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private DomainPage domain;

    private final CursorModel<AliasView> aliases = new CursorModel<>(this::page);
    private AliasView chosen;
    private String localPart;
    private String targets;

    private Page<AliasView> page(String after, int limit) throws DirectoryException {
        return directory.aliases(domain.getName(), after, limit);
    }

    /** Empties the form for a new alias. */
    public void begin() {
        localPart = null;
        targets = null;
    }

    /** Adds the alias of the form. */
    public void add() {
        if (Attempt.inForm(() -> Texts.done(
                "alias.added",
                directory
                        .addAlias(domain.getName(), localPart, addresses(targets))
                        .address()))) {
            aliases.reset();
            domain.load();
        }
    }

    /** Reads addresses, one a line or with commas between. */
    static List<String> addresses(String text) {
        return text.lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** Chooses the alias that is to be removed. */
    public void choose(String name) {
        Attempt.onPage(() -> chosen = directory.alias(domain.getName(), name));
    }

    /** Removes the chosen alias. */
    public void remove() {
        if (Attempt.onPage(() -> directory.removeAlias(domain.getName(), chosen.localPart()))) {
            Texts.done("alias.removed", chosen.address());
            aliases.reset();
            domain.load();
        }
    }

    /** Writes where an alias leads to. */
    public String targetsOf(AliasView alias) {
        return String.join(", ", alias.targets());
    }

    public LazyDataModel<AliasView> getAliases() {
        return aliases;
    }

    public AliasView getChosen() {
        return chosen;
    }

    public String getLocalPart() {
        return localPart;
    }

    public void setLocalPart(String localPart) {
        this.localPart = localPart;
    }

    public String getTargets() {
        return targets;
    }

    public void setTargets(String targets) {
        this.targets = targets;
    }
}
