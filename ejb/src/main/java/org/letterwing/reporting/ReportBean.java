package org.letterwing.reporting;

import java.lang.System.Logger.Level;
import java.time.InstantSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.letterwing.authentication.Names;
import org.letterwing.directory.RecipientDirectory;

/** Writes what DMARC said of mails every minute and at the end of this server, and sends reports every hour. */
@Singleton
@Startup
@DependsOn({"SchemaBean", "ReportStore"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReportBean {

    private static final System.Logger LOG = System.getLogger(ReportBean.class.getName());

    @Inject
    private DmarcResults results;

    @EJB
    private ReportStore store;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private Instance<Names> names;

    private DailyReports reports;

    @PostConstruct
    void start() {
        reports = new DailyReports(results, store, directory, InstantSource.system());
    }

    @Schedule(hour = "*", minute = "*", second = "41", persistent = false, info = "counts for DMARC reports")
    void write() {
        try {
            reports.write();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What DMARC said of mails could not be written, and is in a minute", e);
        }
    }

    /** Not at the full hour, when everybody else sends reports. */
    @Schedule(hour = "*", minute = "23", persistent = false, info = "DMARC reports")
    void send() {
        try {
            reports.send(names::get);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "DMARC reports could not be sent, and are in an hour", e);
        }
    }

    @PreDestroy
    void stop() {
        write();
    }
}
