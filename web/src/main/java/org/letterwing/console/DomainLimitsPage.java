package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainLimits;
import org.letterwing.directory.DomainLimitsChange;

/** How much the domain of the page may have. */
@Named
@ViewScoped
public class DomainLimitsPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private DomainPage domain;

    private Long accounts;
    private Long aliases;
    private Long quota;

    /** Looks them up, if the page has a domain; to be called after the page has looked for that. */
    public void load() throws DirectoryException {
        if (domain.getDomain() != null) {
            show(directory.limits(domain.getName()));
        }
    }

    private void show(DomainLimits limits) {
        accounts = limits.accounts();
        aliases = limits.aliases();
        quota = limits.quotaBytes();
    }

    /** Changes them as the form says. */
    public void save() {
        if (Attempt.inForm(() -> show(directory.limit(
                domain.getName(), DomainLimitsChange.to(new DomainLimits(accounts, aliases, quota)))))) {
            Texts.done("domainLimits.saved", domain.getDomain().name());
        }
    }

    public Long getAccounts() {
        return accounts;
    }

    public void setAccounts(Long accounts) {
        this.accounts = accounts;
    }

    public Long getAliases() {
        return aliases;
    }

    public void setAliases(Long aliases) {
        this.aliases = aliases;
    }

    public Long getQuota() {
        return quota;
    }

    /** Returns the largest quota in words. */
    public String getQuotaText() {
        return Octets.exact(quota);
    }

    public void setQuota(Long quota) {
        this.quota = quota;
    }
}
