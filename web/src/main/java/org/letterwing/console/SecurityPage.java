package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.guard.BanAdministration;
import org.letterwing.guard.BanView;

/** The page with the addresses and accounts that can't log in now. */
@Named
@ViewScoped
public class SecurityPage implements Serializable {

    @EJB
    private BanAdministration bans;

    private final CursorModel<BanView> table = new CursorModel<>(this::page);
    private transient BanView chosen;

    private Page<BanView> page(String after, int limit) throws DirectoryException {
        return bans.bans(after, limit);
    }

    /** Chooses the ban that is to be ended. */
    public void choose(long id) {
        Attempt.onPage(() -> chosen = bans.ban(id));
    }

    /** Ends the chosen ban. */
    public void remove() {
        if (Attempt.onPage(() -> bans.remove(chosen.id()))) {
            Texts.done("ban.removed", chosen.subject());
            table.reset();
        }
    }

    public LazyDataModel<BanView> getBans() {
        return table;
    }

    public BanView getChosen() {
        return chosen;
    }
}
