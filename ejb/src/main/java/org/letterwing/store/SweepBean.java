package org.letterwing.store;

import java.lang.System.Logger.Level;
import java.time.Duration;

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

/** Runs the sweep on each server, each of its batches in a transaction of its own. */
@Singleton
@DependsOn("SchemaBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SweepBean {

    private static final System.Logger LOG = System.getLogger(SweepBean.class.getName());

    /** Longer than any transaction lives, so that no reader or copier of a message still needs it. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    @Inject
    private Sweep sweep;

    @Resource
    private UserTransaction transaction;

    /** A sweep that fails is tried again the next time; the container's timer would repeat it at once. */
    @Schedule(hour = "*", minute = "*", second = "17", persistent = false, info = "sweep of the message store")
    void run() {
        try {
            while (inTransaction(() -> sweep.removeMessages(GRACE))) {
                // the next batch
            }
            inTransaction(() -> {
                sweep.removeHolds(GRACE);
                return true;
            });
            for (long mailbox : inTransaction(() -> sweep.backlogged(Sweep.BACKLOG))) {
                inTransaction(() -> {
                    sweep.number(mailbox);
                    return true;
                });
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "The sweep of the message store failed and is tried again in a minute", e);
        }
    }

    @Schedule(hour = "*", minute = "43", second = "23", persistent = false, info = "removal of old tombstones")
    void forget() {
        try {
            for (long mailbox : inTransaction(() -> sweep.crowded(Sweep.TOMBSTONES))) {
                while (inTransaction(() -> sweep.removeTombstones(mailbox, Sweep.TOMBSTONES))) {
                    // the next batch
                }
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Old tombstones could not be removed; it is tried again in an hour", e);
        }
    }

    private <T> T inTransaction(java.util.concurrent.Callable<T> work) throws Exception {
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
}
