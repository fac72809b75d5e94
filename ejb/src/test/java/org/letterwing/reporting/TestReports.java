package org.letterwing.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.letterwing.authentication.dmarc.ReportUri;
import org.letterwing.queue.TestQueue;
import org.letterwing.testing.TestDatabase;

/** The store's transactions without a container. */
final class TestReports extends ReportStore {

    private final TestDatabase database;

    TestReports(TestDatabase database) {
        this.database = database;
    }

    private <T> T in(Function<ReportStore, T> work) {
        return database.call(em -> work.apply(new ReportStore(em, TestQueue.intake(em))));
    }

    @Override
    public long add(Map<DomainDay, Seen> seen) {
        return in(store -> store.add(seen));
    }

    @Override
    public List<Due> due(LocalDate before, long after) {
        return in(store -> store.due(before, after));
    }

    @Override
    public void send(Due due, String from, List<ReportUri> destinations) {
        in(store -> {
            store.send(due, from, destinations);
            return null;
        });
    }

    @Override
    public int removeBefore(LocalDate day) {
        return in(store -> store.removeBefore(day));
    }
}
