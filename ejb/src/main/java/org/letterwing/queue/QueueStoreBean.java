package org.letterwing.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.store.Contents;

/** Gives the queue's worker its transactions. */
@Stateless
@Local(QueueStore.class)
@Pool("slsb-strict-max-pool")
public class QueueStoreBean implements QueueStore {

    private static final int MOST = 1000;

    @Inject
    private EntityManager entities;

    @Inject
    private Claims claims;

    @Inject
    private Results results;

    @Inject
    private Contents contents;

    @Inject
    private Reports reports;

    @Inject
    private LocalDelivery local;

    @Inject
    private Purge purge;

    /** For the container. */
    public QueueStoreBean() {}

    /** Works with the given entity manager, in its transaction. */
    QueueStoreBean(EntityManager entities, Intake intake, LocalDelivery local) {
        this.local = local;
        this.entities = entities;
        claims = new Claims(entities);
        results = new Results(entities);
        contents = new Contents(entities);
        reports = new Reports(intake, contents, new ApplicationNotices(entities));
        purge = new Purge(entities);
    }

    @Override
    public List<Claim> claim(UUID worker, Destinations wanted, int most, Duration lease) {
        return claims.claim(worker, wanted, most, lease);
    }

    @Override
    public Set<Long> renew(UUID worker, Collection<Claim> leased, Duration lease) {
        return claims.renew(worker, leased, lease);
    }

    @Override
    public void takeOver() {
        claims.takeOver(MOST);
    }

    @Override
    public void putOff(String domain, Duration time) {
        claims.putOff(domain, time, MOST);
    }

    @Override
    public void giveBack(Collection<Claim> unused, Duration pause) {
        results.giveBack(unused, pause);
    }

    @Override
    public List<Claim> here(Collection<Claim> claimed) {
        return claimed.stream().filter(local::isHere).toList();
    }

    @Override
    public List<Outcome> deliverHere(Collection<Claim> claimed) {
        Map<Long, QueueEntry> held = results.held(claimed);
        Instant now = claims.now();
        List<Outcome> outcomes = claimed.stream()
                .filter(claim -> held.containsKey(claim.entry()))
                .flatMap(claim -> local.deliver(held.get(claim.entry()), claim, now).stream())
                .toList();
        write(outcomes);
        return outcomes;
    }

    @Override
    public void write(Collection<Outcome> outcomes) {
        reports.send(results.write(outcomes));
    }

    @Override
    public Map<Long, Contents.Start> starts(Collection<Long> messages) {
        return contents.starts(messages);
    }

    @Override
    public byte[] piece(long message, int number) {
        return contents.piece(message, number);
    }

    @Override
    public int buryWhatWaitedTooLong() {
        return claims.buryWhatWaitedTooLong();
    }

    @Override
    public boolean removeEnded(Duration keep) {
        return purge.removeEnded(keep);
    }

    @Override
    public Map<String, Route> routes() {
        return entities.createQuery("SELECT r FROM Route r", Route.class).getResultList().stream()
                .collect(Collectors.toMap(Route::domain, Function.identity()));
    }
}
