package org.letterwing.console;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.authentication.keys.DnsFinding;
import org.letterwing.authentication.keys.KeyAdministration;
import org.letterwing.authentication.keys.KeyState;
import org.letterwing.authentication.keys.KeyView;

/** What a domain's page says of DNS and of the keys with which its mail is signed. */
@Named
@ViewScoped
public class DnsPage implements Serializable {

    @EJB
    private KeyAdministration keys;

    @Inject
    private DomainPage domain;

    private transient List<DnsFinding> findings;
    private transient List<KeyView> signing;

    /** Forgets what DNS has said, so that it is asked again. */
    public void check() {
        findings = null;
    }

    /** Returns the domain's records, and what DNS says of them now. */
    public List<DnsFinding> getFindings() {
        if (findings == null) {
            findings = List.of();
            Attempt.onPage(() -> findings = keys.dns(domain.getName()));
        }
        return findings;
    }

    /** Returns the records as lines of a zone file. */
    public String getZone() {
        return getFindings().stream().map(DnsFinding::record).map(ZoneLine::of).collect(Collectors.joining("\n"));
    }

    /** Returns whether each record is there without which mail may be lost. */
    public boolean isComplete() {
        return getFindings().stream()
                .filter(finding -> finding.record().purpose().isNeeded())
                .allMatch(finding -> finding.state() == DnsFinding.State.PUBLISHED);
    }

    /** Returns the keys, the oldest first. */
    public List<KeyView> getKeys() {
        if (signing == null) {
            signing = List.of();
            Attempt.onPage(() -> signing = keys.keys(domain.getName()));
        }
        return signing;
    }

    /** Returns whether there are keys that are published and do not sign yet. */
    public boolean isRotating() {
        return getKeys().stream().anyMatch(key -> key.state() == KeyState.PUBLISHED);
    }

    /** Makes new keys. */
    public void rotate() {
        changed(() -> keys.rotate(domain.getName()), "key.rotated");
    }

    /** Lets the new keys sign. */
    public void activate() {
        changed(() -> keys.activate(domain.getName()), "key.activated");
    }

    private void changed(Attempt change, String message) {
        if (Attempt.onPage(change)) {
            Texts.done(message);
        }
        findings = null;
        signing = null;
    }
}
