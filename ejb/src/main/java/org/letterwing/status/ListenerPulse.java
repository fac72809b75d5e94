package org.letterwing.status;

import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.directory.ListenerPresence;
import org.letterwing.settings.Settings;

/** Says again and again which listeners of applications are active on this server. */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class ListenerPulse {

    private static final System.Logger LOG = System.getLogger(ListenerPulse.class.getName());

    @Inject
    private Readiness readiness;

    @EJB
    private ListenerPresence presence;

    @Schedule(
            hour = "*",
            minute = "*",
            second = "*/" + ListenerPresence.PERIOD,
            persistent = false,
            info = "tells which listeners of applications are active")
    void beat() {
        tell(readiness.status().applications());
    }

    @PreDestroy
    void stop() {
        tell(List.of());
    }

    private void tell(Collection<String> listeners) {
        try {
            presence.tell(Settings.node(), listeners);
        } catch (RuntimeException e) { // the next time follows soon, or other servers see that this one is silent
            LOG.log(Level.DEBUG, "Which listeners of applications are active could not be told", e);
        }
    }
}
