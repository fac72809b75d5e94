package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.Contents;

/**
 * Drains the queue on this server: claims what is due, brings it on its lanes, and writes what came of it. Thread-safe.
 */
final class Worker {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    /** Before what can't be tried here is looked at again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    // RFC 3463 X.3.0: other or undefined mail system status
    private static final DeliveryOutcome FAILED_HERE =
            new DeliveryOutcome(Result.DEFERRED, "4.3.0", Optional.empty(), "The mail could not be stored");

    private final UUID id = UUID.randomUUID();
    private final QueueStore store;
    private final Delivery delivery;
    private final ListenerDelivery applications;
    private final Executor threads;
    private final Lanes lanes;
    private final Duration lease;
    private final ResultWriter results;
    private final Map<Result, LongAdder> attempts = new EnumMap<>(Result.class);

    private final Map<Long, Claim> claimed = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicReference<Destinations> news = new AtomicReference<>(Destinations.NOTHING);
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Map<String, Route> routes = Map.of();
    /** The destinations for which nothing more is due, as far as is known. */
    private volatile Destinations vain = Destinations.NOTHING;

    /** Entries whose leases seemed lost: by the next look they have either ended well, or are. */
    private volatile Set<Long> suspects = Set.of();

    private volatile boolean closed;

    /**
     * Makes a worker.
     *
     * @param threads runs what it is given at once, however much that is
     * @param lanes bound the deliveries
     * @param lease how long an entry is this worker's without a sign of life
     */
    Worker(
            QueueStore store,
            Delivery delivery,
            ListenerDelivery applications,
            Executor threads,
            Lanes lanes,
            Duration lease) {
        this.store = store;
        this.delivery = delivery;
        this.applications = applications;
        this.threads = threads;
        this.lanes = lanes;
        this.lease = lease;
        results = new ResultWriter(store, this::release);
        for (Result result : Result.values()) {
            attempts.put(result, new LongAdder());
        }
    }

    /** Returns how often attempts of this worker have come to what. */
    Map<Result, Long> attempts() {
        return attempts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum()));
    }

    /** Returns the destinations with which this worker has to do. */
    List<DestinationView> destinations() {
        return lanes.views();
    }

    private void count(List<Outcome> outcomes) {
        outcomes.forEach(o -> attempts.get(o.outcome().result()).increment());
    }

    private void write(List<Outcome> outcomes) {
        count(outcomes);
        results.write(outcomes);
    }

    /** Lets the worker look for what is due at destinations; returns at once. */
    void wake(Destinations destinations) {
        news.accumulateAndGet(destinations, Destinations::or);
        look();
    }

    private void look() {
        asked.set(true);
        if (!closed && looking.compareAndSet(false, true)) {
            try {
                threads.execute(this::lookUntilNobodyAsks);
            } catch (RejectedExecutionException e) {
                looking.set(false); // it ends
            }
        }
    }

    /** Renews the leases of what is under way, and takes over what others have left; to be called often. */
    void maintain() {
        results.retry();
        Set<Long> lost = store.renew(id, List.copyOf(claimed.values()), lease);
        long certain = lost.stream().filter(suspects::contains).count();
        if (certain > 0) {
            LOG.log(Level.WARNING, "The leases of {0} entries of the queue are lost", certain);
        }
        suspects = lost;
        store.takeOver();
        wake(Destinations.ALL);
    }

    /** Ends: what has not begun is given back, what is under way ends by itself or with its thread. */
    void close() {
        closed = true;
        giveBack(lanes.drain(), Duration.ZERO);
    }

    private void lookUntilNobodyAsks() {
        try {
            while (asked.getAndSet(false) && !closed) {
                vain = vain.without(news.getAndSet(Destinations.NOTHING));
                while (claimMore()) {
                    begin();
                }
                begin();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The queue could not be read, and is looked at again soon", e);
        } finally {
            looking.set(false);
        }
        if (asked.get()) {
            look();
        }
    }

    private boolean claimMore() {
        int most = lanes.shortage();
        if (most == 0 || wanted().isNothing()) {
            return false;
        }
        routes = store.routes();
        Destinations wanted = wanted();
        List<Claim> claims = store.claim(id, wanted, most, lease);
        if (claims.size() < most) {
            vain = vain.or(wanted);
        }
        claims.forEach(claim -> claimed.put(claim.entry(), claim));
        List<Job> tooLate;
        try {
            List<Claim> here = store.here(claims);
            deliverHere(here);
            List<Claim> elsewhere = new ArrayList<>(claims);
            elsewhere.removeAll(here);
            tooLate = add(elsewhere);
        } catch (RuntimeException e) {
            release(claims); // so that their leases end
            throw e;
        }
        giveBack(tooLate, PAUSE);
        return !claims.isEmpty();
    }

    /** Returns the destinations that have room, and something that may be due. */
    private Destinations wanted() {
        Wanted domains = lanes.wanted(routes).or(Wanted.only(Set.of(QueueEntry.MAILBOXES)));
        return new Destinations(domains, Wanted.only(lanes.open(applications.active()))).without(vain);
    }

    /** Delivers to recipients of this server: together, or one by one, so that one that fails holds up no other. */
    private void deliverHere(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        try {
            List<Outcome> outcomes = store.deliverHere(claims);
            outcomes.forEach(Delivery::logged);
            count(outcomes);
            release(claims);
        } catch (RuntimeException e) {
            if (claims.size() > 1) {
                claims.forEach(claim -> deliverHere(List.of(claim)));
                return;
            }
            LOG.log(Level.WARNING, "A delivery to a mailbox failed, and is tried again", e);
            write(List.of(Delivery.logged(new Outcome(claims.get(0), FAILED_HERE, Tried.NONE))));
        }
    }

    /** Puts claims on their lanes; returns what finds its lane closed. */
    private List<Job> add(List<Claim> claims) {
        Map<Long, Contents.Start> starts = store.starts(
                claims.stream().map(c -> c.mail().messageId()).distinct().toList());
        Map<List<Object>, List<Claim>> groups = claims.stream()
                .collect(Collectors.groupingBy(
                        c -> List.of(c.mail().messageId(), lane(c), c.sender(), c.aliasDomain()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Job> tooLate = new ArrayList<>();
        for (List<Claim> group : groups.values()) {
            Claim first = group.get(0);
            Contents.Start start = starts.get(first.mail().messageId());
            Job job = new Job(
                    group,
                    Route.of(first.domain(), routes),
                    first.listener(),
                    new QueuedContent(store::piece, first.mail(), start));
            if (!lanes.add(lane(first), job)) {
                tooLate.add(job);
            }
        }
        return tooLate;
    }

    private String lane(Claim claim) {
        return claim.listener()
                .orElseGet(
                        () -> Route.of(claim.domain(), routes).map(Route::lane).orElse(claim.domain()));
    }

    private void begin() {
        for (Lanes.Turn turn : lanes.begin()) {
            try {
                threads.execute(() -> run(turn));
            } catch (RejectedExecutionException e) { // it ends
                lanes.end(turn, Delivery.Report.nothing());
            }
        }
    }

    private void run(Lanes.Turn turn) {
        Delivery.Report report = Delivery.Report.nothing();
        try {
            Job job = turn.job();
            report = job.listener()
                    .map(listener -> applications.attempt(job, listener, this::write))
                    .orElseGet(() -> delivery.attempt(job, this::write));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A delivery failed in an unexpected way, and is tried again", e);
        }
        Lanes.End end = lanes.end(turn, report);
        try {
            giveBack(report.outcomes().isEmpty() ? List.of(turn.job()) : end.unused(), PAUSE);
            if (end.restNanos() > 0) {
                Set<String> domains = new HashSet<>(Set.of(turn.job().domain()));
                end.unused().forEach(job -> domains.add(job.domain()));
                domains.forEach(domain -> store.putOff(domain, Duration.ofNanos(end.restNanos())));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The queue could not be written; its leases will end", e);
        }
        look();
    }

    private void giveBack(Collection<Job> unused, Duration pause) {
        if (!unused.isEmpty()) {
            List<Claim> claims =
                    unused.stream().flatMap(job -> job.claims().stream()).toList();
            release(claims); // if it fails, their leases end
            store.giveBack(claims, pause);
        }
    }

    private void release(Collection<Claim> claims) {
        claims.forEach(claim -> claimed.remove(claim.entry(), claim));
    }
}
