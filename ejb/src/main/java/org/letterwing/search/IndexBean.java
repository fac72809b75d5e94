package org.letterwing.search;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

/** Lets this server's index follow the mailboxes, apart from deliveries, each step in a transaction of its own. */
@Singleton
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class IndexBean {

    private static final System.Logger LOG = System.getLogger(IndexBean.class.getName());

    /** Less than the time between two runs. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(12);

    @Inject
    private IndexFollower follower;

    @Inject
    private SearchIndex index;

    @Resource
    private UserTransaction transaction;

    private volatile boolean closed;

    /** A run that fails is tried again the next time; the container's timer would repeat it at once. */
    @Schedule(hour = "*", minute = "*", second = "5/20", persistent = false, info = "index for searches")
    void follow() {
        try {
            long end = System.nanoTime() + LONGEST_RUN.toNanos();
            long last = inTransaction(follower::start);
            for (long next = last; !closed && System.nanoTime() < end; ) {
                long from = next;
                next = inTransaction(() -> follower.index(from));
                if (next == last) {
                    break;
                }
                last = next;
            }
            commit(last);
        } catch (Exception e) {
            warn(e);
        }
    }

    /** What was removed leaves the index within the hour. */
    @Schedule(hour = "*", minute = "41", second = "31", persistent = false, info = "index for searches, removals")
    void clean() {
        try {
            List<Long> indexed = inTransaction(follower::indexed);
            for (int from = 0; !closed && from < indexed.size(); from += IndexFollower.STEP) {
                List<Long> step = indexed.subList(from, Math.min(from + IndexFollower.STEP, indexed.size()));
                inTransaction(() -> {
                    follower.clean(step);
                    return true;
                });
            }
        } catch (Exception e) {
            warn(e);
        }
    }

    private void commit(long last) throws Exception {
        if (last < Long.MAX_VALUE && !closed) {
            inTransaction(() -> {
                follower.commit(last);
                return true;
            });
        }
    }

    private void warn(Exception e) {
        if (!closed) {
            LOG.log(Level.WARNING, "The index for searches could not follow, and is tried again soon", e);
        }
    }

    private <T> T inTransaction(Callable<T> work) throws Exception {
        transaction.begin();
        try {
            T result = work.call();
            transaction.commit();
            return result;
        } finally {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        }
    }

    /** Ends the run, and closes the index. */
    @PreDestroy
    void close() {
        closed = true;
        index.close();
    }
}
