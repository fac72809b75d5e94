package org.letterwing.audit;

import java.lang.System.Logger.Level;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.letterwing.settings.RecordSettings;

/** Removes old entries every hour on each server, each batch in a transaction of its own. */
@Singleton
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditBean {

    private static final System.Logger LOG = System.getLogger(AuditBean.class.getName());

    @EJB
    private AuditStore store;

    @Schedule(hour = "*", minute = "29", second = "7", persistent = false, info = "removal of old audit entries")
    void run() {
        try {
            while (store.removeOld(RecordSettings.AUDIT_KEEP.get())) {
                // the next batch
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old audit entries could not be removed, and are in an hour", e);
        }
    }
}
