package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.audit.AuditView;
import org.letterwing.audit.AuditedChanges;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;

/** The page that tells who changed what. */
@Named
@ViewScoped
public class AuditPage implements Serializable {

    @EJB
    private AuditedChanges audit;

    private final CursorModel<AuditView> changes = new CursorModel<>(this::page);
    private String subject;
    private String principal;

    private Page<AuditView> page(String after, int limit) throws DirectoryException {
        return audit.changes(subject, principal, after, limit);
    }

    /** Writes what was done; as it is kept if that is nothing that the console knows. */
    public String operation(AuditView change) {
        return Texts.textOr(change.operation(), "audit." + change.operation().replace(' ', '-'));
    }

    /** Returns whether not simply all changes are shown. */
    public boolean isSearching() {
        return subject != null || principal != null;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public LazyDataModel<AuditView> getChanges() {
        return changes;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = blankToNull(subject);
    }

    public String getPrincipal() {
        return principal;
    }

    public void setPrincipal(String principal) {
        this.principal = blankToNull(principal);
    }
}
