package org.letterwing.authentication.keys;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;

/**
 * Knows which domains lack records in DNS. Whoever asks gets what is known, and waits for no DNS; when that is old, it looks
 * again meanwhile.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class DnsWatch {

    private static final System.Logger LOG = System.getLogger(DnsWatch.class.getName());
    private static final long FRESH_NANOS = Duration.ofMinutes(2).toNanos();
    private static final int MOST_DOMAINS = 100;

    @Resource
    private TimerService timers;

    @EJB
    private DomainKeys keys;

    @Inject
    private DnsCheck check;

    @Inject
    private EntityManager entities;

    private final AtomicLong looked = new AtomicLong(System.nanoTime() - FRESH_NANOS);
    private volatile List<String> lacking = List.of();

    /** Returns domains, of A-labels, of which a record is missing or another one is there; no more than a hundred are asked for. */
    public List<String> lacking() {
        long now = System.nanoTime();
        long before = looked.get();
        if (now - before >= FRESH_NANOS && looked.compareAndSet(before, now)) {
            timers.createSingleActionTimer(0, new TimerConfig(null, false));
        }
        return lacking;
    }

    @Timeout
    void look() {
        try {
            List<String> found = new ArrayList<>();
            for (String domain : domains()) {
                if (lacks(domain)) {
                    found.add(domain);
                }
            }
            lacking = List.copyOf(found);
        } catch (RuntimeException e) { // the server may be ending, or the database be away
            LOG.log(Level.DEBUG, "The records of the domains could not be looked at", e);
        }
    }

    private List<String> domains() {
        return entities.createQuery("select d.name from Domain d order by d.name", String.class)
                .setMaxResults(MOST_DOMAINS)
                .getResultList();
    }

    private boolean lacks(String domain) {
        return check.of(DnsRecords.of(domain, keys.of(domain))).stream()
                .filter(finding -> finding.record().purpose().isNeeded())
                .map(DnsFinding::state)
                .anyMatch(state -> state == DnsFinding.State.MISSING || state == DnsFinding.State.DIFFERENT);
    }
}
