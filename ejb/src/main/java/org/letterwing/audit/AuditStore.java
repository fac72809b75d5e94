package org.letterwing.audit;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;

/** Keeps what was changed, with who did it and from where. */
@Stateless
@Local(ChangeLog.class)
@LocalBean
@PermitAll
public class AuditStore implements ChangeLog {

    /** How many entries one transaction removes. */
    static final int BATCH = 500;

    @Inject
    private EntityManager entities;

    @Inject
    private ClientAddress client;

    @Resource
    private SessionContext session;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    /** For the container. */
    public AuditStore() {}

    /** Works with the given entity manager, in its transaction. */
    AuditStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void tell(Change change) {
        add(new AuditEntry(session.getCallerPrincipal().getName(), client.get(), change));
        ChangesAreTold.told(transaction, change);
    }

    void add(AuditEntry entry) {
        entities.persist(entry);
    }

    /**
     * Removes a batch of the entries that are older than the given time. Several servers may do so at once.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean removeOld(Duration keep) {
        List<?> old = entities.createNativeQuery(
                        "SELECT id FROM audit_entry WHERE changed <= CURRENT_TIMESTAMP - CAST(:keep AS INTEGER) * INTERVAL '1' SECOND"
                                + " ORDER BY changed FETCH FIRST :batch ROWS ONLY FOR UPDATE SKIP LOCKED",
                        Long.class)
                .setParameter("keep", keep.toSeconds())
                .setParameter("batch", BATCH)
                .getResultList();
        if (!old.isEmpty()) {
            entities.createNativeQuery("DELETE FROM audit_entry WHERE id IN (:ids)")
                    .setParameter("ids", old)
                    .executeUpdate();
        }
        return old.size() == BATCH;
    }
}
