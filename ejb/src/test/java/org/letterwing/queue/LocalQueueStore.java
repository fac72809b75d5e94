package org.letterwing.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.letterwing.store.Contents;
import org.letterwing.testing.TestDatabase;

/** The queue's transactions without a container. */
class LocalQueueStore implements QueueStore {

    private final TestDatabase database;

    LocalQueueStore(TestDatabase database) {
        this.database = database;
    }

    private <T> T in(Function<QueueStoreBean, T> work) {
        return database.call(em -> work.apply(new QueueStoreBean(em, TestQueue.intake(em), TestQueue.local(em))));
    }

    @Override
    public List<Claim> claim(UUID worker, Destinations wanted, int most, Duration lease) {
        return in(bean -> bean.claim(worker, wanted, most, lease));
    }

    @Override
    public Set<Long> renew(UUID worker, Collection<Claim> claims, Duration lease) {
        return in(bean -> bean.renew(worker, claims, lease));
    }

    @Override
    public void takeOver() {
        in(bean -> {
            bean.takeOver();
            return null;
        });
    }

    @Override
    public void putOff(String domain, Duration time) {
        in(bean -> {
            bean.putOff(domain, time);
            return null;
        });
    }

    @Override
    public void giveBack(Collection<Claim> unused, Duration pause) {
        in(bean -> {
            bean.giveBack(unused, pause);
            return null;
        });
    }

    @Override
    public List<Claim> here(Collection<Claim> claims) {
        return in(bean -> bean.here(claims));
    }

    @Override
    public List<Outcome> deliverHere(Collection<Claim> claims) {
        return in(bean -> bean.deliverHere(claims));
    }

    @Override
    public void write(Collection<Outcome> outcomes) {
        in(bean -> {
            bean.write(outcomes);
            return null;
        });
    }

    @Override
    public Map<Long, Contents.Start> starts(Collection<Long> messages) {
        return in(bean -> bean.starts(messages));
    }

    @Override
    public byte[] piece(long message, int number) {
        return in(bean -> bean.piece(message, number));
    }

    @Override
    public int buryWhatWaitedTooLong() {
        return in(QueueStoreBean::buryWhatWaitedTooLong);
    }

    @Override
    public boolean removeEnded(Duration keep) {
        return in(bean -> bean.removeEnded(keep));
    }

    @Override
    public Map<String, Route> routes() {
        return in(QueueStoreBean::routes);
    }
}
