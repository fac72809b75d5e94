package org.letterwing.console;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.guard.AccessAdministration;
import org.letterwing.guard.AccessVerdict;
import org.letterwing.guard.AccessView;
import org.letterwing.status.SettingView;
import org.letterwing.status.SettingsBean;

/** The part of the page of security with the networks whose clients are turned away or let in. */
@Named
@ViewScoped
public class AccessPage implements Serializable {

    private static final String SETTINGS = "letterwing.access.";

    @EJB
    private AccessAdministration access;

    @EJB
    private SettingsBean settings;

    private final CursorModel<AccessView> table = new CursorModel<>(this::page);
    private transient AccessView chosen;
    private String network;
    private AccessVerdict verdict = AccessVerdict.REFUSE;
    private String note;
    private Term term = Term.EVER;

    /** For how long a network is added. */
    public enum Term {
        /** One hour. */
        HOUR(Duration.ofHours(1)),
        /** One day. */
        DAY(Duration.ofDays(1)),
        /** A week. */
        WEEK(Duration.ofDays(7)),
        /** A month of thirty days. */
        MONTH(Duration.ofDays(30)),
        /** Without an end. */
        EVER(null);

        private final Duration length;

        Term(Duration length) {
            this.length = length;
        }

        private Instant end() {
            return length == null ? null : Instant.now().plus(length);
        }
    }

    private Page<AccessView> page(String after, int limit) throws DirectoryException {
        return access.networks(after, limit);
    }

    /** Empties the form for a new network. */
    public void begin() {
        network = null;
        verdict = AccessVerdict.REFUSE;
        note = null;
        term = Term.EVER;
    }

    /** Adds the network of the form. */
    public void add() {
        if (Attempt.inForm(() -> access.add(network, verdict, note, term.end()))) {
            Texts.done("network.added", network);
            table.reset();
        }
    }

    /** Chooses the network that is to be removed. */
    public void choose(long id) {
        Attempt.onPage(() -> chosen = access.network(id));
    }

    /** Removes the chosen network. */
    public void remove() {
        if (Attempt.onPage(() -> access.remove(chosen.id()))) {
            Texts.done("network.removed", chosen.network());
            table.reset();
        }
    }

    /** Returns the networks of the settings, which change with a restart alone. */
    public List<SettingView> getConfigured() {
        return settings.settings().stream()
                .filter(setting -> setting.name().startsWith(SETTINGS))
                .toList();
    }

    public LazyDataModel<AccessView> getNetworks() {
        return table;
    }

    public AccessView getChosen() {
        return chosen;
    }

    public AccessVerdict[] getVerdicts() {
        return AccessVerdict.values();
    }

    public Term[] getTerms() {
        return Term.values();
    }

    public String getNetwork() {
        return network;
    }

    public void setNetwork(String network) {
        this.network = network;
    }

    public AccessVerdict getVerdict() {
        return verdict;
    }

    public void setVerdict(AccessVerdict verdict) {
        this.verdict = verdict;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }

    public Term getTerm() {
        return term;
    }

    public void setTerm(Term term) {
        this.term = term;
    }
}
