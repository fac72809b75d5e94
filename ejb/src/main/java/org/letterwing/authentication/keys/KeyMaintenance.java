package org.letterwing.authentication.keys;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

import jakarta.annotation.PostConstruct;
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

import org.letterwing.directory.DirectoryException;
import org.letterwing.settings.KeySettings;
import org.letterwing.settings.QueueSettings;

/** Makes the keys of new domains, and lets keys follow one another when their time has come. */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyMaintenance {

    private static final System.Logger LOG = System.getLogger(KeyMaintenance.class.getName());
    private static final int MOST_NEW = 100;

    /** A mail that left a queue last is checked by then. */
    private static final Duration IN_TRANSIT = Duration.ofDays(7);

    @EJB
    private DomainKeys keys;

    @Inject
    private KeySecret secret;

    @Inject
    private DnsCheck check;

    private interface Change {
        List<DomainKey> of(String domain) throws DirectoryException;
    }

    @PostConstruct
    void start() {
        LOG.log(Level.INFO, "The secret of the signing keys is in {0}", secret.source());
    }

    @Schedule(hour = "*", minute = "*", second = "23", persistent = false, info = "keys of new domains")
    void makeMissing() {
        try {
            keys.withoutKeys(MOST_NEW).forEach(keys::of);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Signing keys could not be made, and are when they are needed", e);
        }
    }

    @Schedule(hour = "*", minute = "17", second = "11", persistent = false, info = "rotation of signing keys")
    void rotate() {
        try {
            List<String> published = keys.toActivate(KeySettings.LEAD.get()).stream()
                    .filter(this::isPublished)
                    .toList();
            change("activated", published, keys::activate);
            Duration age = KeySettings.ROTATION.get();
            if (!age.isZero()) {
                change("made, and are to be published in DNS", keys.toRotate(age), keys::rotate);
            }
            keys.removeRetired(QueueSettings.LIFETIME.get().plus(IN_TRANSIT));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Signing keys could not be looked at, and are in an hour", e);
        }
    }

    private boolean isPublished(String domain) {
        List<DomainKey> waiting = keys.of(domain).stream()
                .filter(key -> key.state() == KeyState.PUBLISHED)
                .toList();
        boolean published = check.arePublished(DnsRecords.ofKeys(domain, waiting));
        if (!published) {
            LOG.log(
                    Level.WARNING,
                    "The new signing keys of {0} don''t sign yet, for they are not in DNS:"
                            + " GET /letterwing/api/v1/domains/{0}/dns lists what belongs there",
                    domain);
        }
        return published;
    }

    private static void change(String what, List<String> domains, Change change) {
        for (String domain : domains) {
            try {
                change.of(domain);
                LOG.log(Level.INFO, "New signing keys of {0} are {1}", domain, what);
            } catch (DirectoryException e) {
                LOG.log(Level.DEBUG, "Another server or an administrator was faster", e);
            }
        }
    }
}
