package org.letterwing.trace;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import org.letterwing.settings.RecordSettings;
import org.letterwing.spi.MailEvent;
import org.letterwing.spi.MailEvents;
import org.letterwing.spi.TraceSink;

/**
 * Writes every second what happened to mails, apart from their transactions, and removes what is old. How many they are
 * is counted whether there is a trace of them or not.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class TraceBean {

    private static final System.Logger LOG = System.getLogger(TraceBean.class.getName());

    /** How many events may wait, each of up to some thousand octets: those of some seconds under the highest load. */
    private static final int CAPACITY = 10_000;

    private static final int BATCH = 1000;

    @EJB
    private TraceStore store;

    @EJB
    private MailCountStore countStore;

    private final UUID server = UUID.randomUUID();
    private final MailCounts counts = new MailCounts();
    private final TraceBuffer buffer = new TraceBuffer(CAPACITY, InstantSource.system());

    /** Returns where everybody tells what happens. */
    public TraceSink sink() {
        TraceSink trace = isOn() ? buffer : event -> {};
        return event -> {
            counts.count(event);
            trace.tell(event);
        };
    }

    /** Is told by the container of what happened in a transaction that has committed. */
    public void follow(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailEvents events) {
        TraceSink sink = sink();
        events.list().forEach(sink::tell);
    }

    /** Returns the figures of this server. */
    public TraceFigures figures() {
        return buffer.figures();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "writing of the trace")
    void write() {
        List<MailEvent> events;
        do {
            events = buffer.take(BATCH);
        } while (write(events) && events.size() == BATCH);
    }

    /** What can't be written is dropped: it must not take the room of what happens next. */
    private boolean write(List<MailEvent> events) {
        if (events.isEmpty()) {
            return true;
        }
        try {
            store.write(events);
            buffer.written(events.size());
            return true;
        } catch (RuntimeException e) {
            buffer.dropped(events.size());
            LOG.log(Level.WARNING, "What happened to mails could not be written, " + events.size() + " events", e);
            return false;
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "writing of the counts of mails")
    void writeCounts() {
        Map<MailCounts.Key, Long> taken = counts.take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            countStore.add(server, taken);
        } catch (RuntimeException e) {
            counts.putBack(taken);
            LOG.log(Level.WARNING, "The counts of mails could not be written, and are in some seconds", e);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "47", persistent = false, info = "removal of the old trace")
    void remove() {
        try {
            Duration keep = RecordSettings.TRACE_KEEP.get();
            while (store.removeOld(keep)) {
                // the next batch
            }
            while (store.removeMoreThan(RecordSettings.TRACE_MOST.get())) {
                // the next batch
            }
            countStore.removeOld();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The old trace of mails could not be removed, and is in a minute", e);
        }
    }

    private static boolean isOn() {
        return !RecordSettings.TRACE_KEEP.get().isZero();
    }

    @PreDestroy
    void stop() {
        write();
        writeCounts();
    }
}
