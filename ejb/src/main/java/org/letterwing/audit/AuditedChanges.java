package org.letterwing.audit;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainName;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;

/** Shows administrators who changed what. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class AuditedChanges {

    @Inject
    private EntityManager entities;

    /** For the container. */
    public AuditedChanges() {}

    /** Works with the given entity manager, in its transaction. */
    AuditedChanges(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Lists changes, the newest first.
     *
     * @param subject only those to this subject; of a domain also those to its addresses; null for all
     * @param principal only those that this one made; null for all
     * @param after the {@code next} of the page before, null for the first
     */
    public Page<AuditView> changes(String subject, String principal, String after, int limit)
            throws DirectoryException {
        String domain = subject == null || subject.indexOf('@') >= 0
                ? null
                : AuditEntry.domain(subject).map(DomainName::ascii).orElse(null);
        // What is the same in all is in the order too: H2 goes along an index if each of its columns is named.
        TypedQuery<AuditEntry> query = entities.createQuery(
                        "SELECT e FROM AuditEntry e WHERE e.id < :before"
                                + (domain != null ? " AND e.domain = :domain" : "")
                                + (subject != null && domain == null ? " AND e.subject = :subject" : "")
                                + (principal == null ? "" : " AND e.principal = :principal") + " ORDER BY "
                                + (domain != null ? "e.domain DESC, " : "")
                                + (subject != null && domain == null ? "e.subject DESC, " : "")
                                + (subject == null && principal != null ? "e.principal DESC, " : "") + "e.id DESC",
                        AuditEntry.class)
                .setParameter("before", after == null ? Long.MAX_VALUE : Page.key(after))
                .setMaxResults(limit + 1);
        if (domain != null) {
            query.setParameter("domain", domain);
        } else if (subject != null) {
            query.setParameter("subject", AuditEntry.kept(subject));
        }
        if (principal != null) {
            query.setParameter("principal", principal);
        }
        List<AuditView> found =
                query.getResultList().stream().map(AuditEntry::view).toList();
        return Page.of(found, limit, entry -> Long.toString(entry.id()));
    }
}
