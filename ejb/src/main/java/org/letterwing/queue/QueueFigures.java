package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/**
 * Tells administrators the queue in figures. They are counted for whoever asks as long as that is quick. In a long queue
 * all get those that were counted last, and when these are old, it counts again meanwhile.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class QueueFigures {

    private static final System.Logger LOG = System.getLogger(QueueFigures.class.getName());

    private static final Duration QUICK = Duration.ofMillis(50);

    /** So many times as old may figures be as it took to count them: counting never takes more than a part of a processor. */
    private static final int REST = 20;

    @Inject
    private EntityManager entities;

    @EJB
    private QueueBean queue;

    @Resource
    private TimerService timers;

    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile Counted last;

    /**
     * Figures that were counted.
     *
     * @param end when, in nanoseconds
     * @param took for how long, in nanoseconds
     */
    private record Counted(Figures figures, long end, long took) {

        boolean isQuick() {
            return took <= QUICK.toNanos();
        }

        boolean isOld() {
            return System.nanoTime() - end > REST * took;
        }

        Figures now(Map<Result, Long> attempts) {
            Duration age = isQuick() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - end);
            return new Figures(figures.entries(), figures.oldest().map(age::plus), attempts, figures.deferrals());
        }
    }

    /** Counts for the first one who asks. */
    @PostConstruct
    void start() {
        countLater();
    }

    private void countLater() {
        if (counting.compareAndSet(false, true)) {
            timers.createSingleActionTimer(0, new TimerConfig(null, false));
        }
    }

    /** Returns the figures: as they are now, or were some time ago if there are very many entries. */
    public Figures figures() {
        Counted known = last == null ? first() : last;
        if (known.isQuick()) {
            known = count();
        } else if (known.isOld()) {
            countLater();
        }
        return known.now(queue.attempts());
    }

    /** Whoever asks at once when nothing is known waits for one count. */
    private synchronized Counted first() {
        return last == null ? count() : last;
    }

    private Counted count() {
        long start = System.nanoTime();
        Figures figures = new QueueCount(entities).count();
        long end = System.nanoTime();
        Counted counted = new Counted(figures, end, end - start);
        last = counted;
        return counted;
    }

    @Timeout
    void countAgain() {
        try {
            if (last == null) {
                first();
            } else {
                count();
            }
        } catch (RuntimeException e) { // the server may be ending, or the database be away
            LOG.log(Level.DEBUG, "The queue could not be counted", e);
        } finally {
            counting.set(false);
        }
    }
}
