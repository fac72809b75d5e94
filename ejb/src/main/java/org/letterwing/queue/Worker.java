package org.letterwing.queue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
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
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;
import org.letterwing.store.Contents;

/**
 * Drains the queue on this server: claims what is due, brings it on its lanes, and writes what came of it. One that is
 * down has no more than half of the threads, together with all others of which nothing is known yet. Thread-safe.
 */
final class Worker {

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int BATCH = 100;
    /** Before what can't be tried here is looked at again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    // RFC 3463 X.3.0: other or undefined mail system status
    private static final DeliveryOutcome FAILED_HERE =
            new DeliveryOutcome(Result.DEFERRED, "4.3.0", Optional.empty(), "The mail could not be stored");

    private static final int MANY_LANES = 10_000;

    private final UUID id = UUID.randomUUID();
    private final QueueStore store;
    private final Delivery delivery;
    private final ListenerDelivery applications;
    private final Executor threads;
    private final int deliveries;
    private final int perDestination;
    private final ResultWriter results;
    private final Map<Result, LongAdder> attempts = new EnumMap<>(Result.class);

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<Long, Claim> claimed = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Map<String, Route> routes = Map.of();
    private int active;
    private int unproven;
    private volatile boolean closed;

    /**
     * Makes a worker.
     *
     * @param threads runs what it is given at once, however much that is
     * @param deliveries how many mails may be under way at once
     * @param perDestination how many of them to one destination
     */
    Worker(
            QueueStore store,
            Delivery delivery,
            ListenerDelivery applications,
            Executor threads,
            int deliveries,
            int perDestination) {
        this.applications = applications;
        this.store = store;
        this.delivery = delivery;
        this.threads = threads;
        this.deliveries = deliveries;
        this.perDestination = perDestination;
        results = new ResultWriter(store, threads, this::release);
        for (Result result : Result.values()) {
            attempts.put(result, new LongAdder());
        }
    }

    /** Returns how often attempts of this worker have come to what. */
    Map<Result, Long> attempts() {
        return attempts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum()));
    }

    private void count(List<Outcome> outcomes) {
        outcomes.forEach(o -> attempts.get(o.outcome().result()).increment());
    }

    /** Lets the worker look for what is due; returns at once. */
    void wake() {
        asked.set(true);
        if (!closed && looking.compareAndSet(false, true)) {
            try {
                threads.execute(this::look);
            } catch (RejectedExecutionException e) {
                looking.set(false); // it ends
            }
        }
    }

    /** Renews the leases of what is under way, and takes over what others have left; to be called often. */
    void maintain() {
        results.retry();
        Set<Long> lost = store.renew(id, List.copyOf(claimed.values()), LEASE);
        if (!lost.isEmpty()) {
            LOG.log(Level.WARNING, "The leases of {0} entries of the queue are lost", lost.size());
        }
        store.takeOver();
        wake();
    }

    /** Ends: what has not begun is given back, what is under way ends by itself or with its thread. */
    void close() {
        closed = true;
        List<Claim> unused = new ArrayList<>();
        synchronized (this) {
            lanes.values().forEach(lane -> lane.drain().forEach(job -> unused.addAll(job.claims())));
        }
        giveBack(unused, Duration.ZERO);
    }

    private void look() {
        try {
            while (asked.getAndSet(false) && !closed) {
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
            wake();
        }
    }

    private boolean claimMore() {
        int room = 2 * deliveries - claimed.size();
        if (room < deliveries) { // a few at a time would cost more
            return false;
        }
        routes = store.routes();
        List<Claim> claims = store.claim(id, wanted().with(wantedListeners()), Math.min(room, BATCH), LEASE);
        claims.forEach(claim -> claimed.put(claim.entry(), claim));
        List<Claim> here = store.here(claims);
        deliverHere(here);
        List<Claim> elsewhere = new ArrayList<>(claims);
        elsewhere.removeAll(here);
        add(elsewhere);
        return !claims.isEmpty();
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
            List<Outcome> failed = List.of(Delivery.logged(new Outcome(claims.get(0), FAILED_HERE, Tried.NONE)));
            count(failed);
            results.add(failed);
        }
    }

    private void add(List<Claim> claims) {
        Map<Long, Contents.Start> starts = store.starts(
                claims.stream().map(c -> c.mail().messageId()).distinct().toList());
        Map<List<Object>, List<Claim>> groups = claims.stream()
                .collect(Collectors.groupingBy(
                        c -> List.of(c.mail().messageId(), lane(c)), LinkedHashMap::new, Collectors.toList()));
        synchronized (this) {
            for (List<Claim> group : groups.values()) {
                Claim first = group.get(0);
                Job job = new Job(
                        group,
                        Route.of(first.domain(), routes),
                        first.listener(),
                        new QueuedContent(
                                store::piece,
                                first.mail(),
                                starts.get(first.mail().messageId())));
                lanes.computeIfAbsent(lane(first), key -> new Lane(perDestination, Pace.of(key, System.nanoTime())))
                        .add(job);
            }
        }
    }

    private String lane(Claim claim) {
        return claim.listener()
                .orElseGet(
                        () -> Route.of(claim.domain(), routes).map(Route::lane).orElse(claim.domain()));
    }

    /** Returns the listeners of applications that are active here and have room. */
    private synchronized Set<String> wantedListeners() {
        long now = System.nanoTime();
        return applications.active().stream()
                .filter(name -> !lanes.containsKey(name) || lanes.get(name).hasRoom(now))
                .collect(Collectors.toSet());
    }

    /** Returns the domains whose lanes have room. */
    private synchronized Wanted wanted() {
        long now = System.nanoTime();
        if (lanes.size() > MANY_LANES) {
            lanes.values().removeIf(lane -> lane.isIdle() && !lane.isResting(now));
        }
        boolean onlyProven = unproven >= deliveries / 2;
        Set<String> open = new HashSet<>();
        Set<String> shut = new HashSet<>();
        lanes.forEach((key, lane) -> (lane.hasRoom(now) && (lane.isProven() || !onlyProven) ? open : shut).add(key));
        Optional<Route> all = Optional.ofNullable(routes.get(Route.ALL));
        Set<String> openRoutes = new HashSet<>();
        Set<String> shutRoutes = new HashSet<>();
        routes.values().stream()
                .filter(route -> !route.domain().equals(Route.ALL))
                .forEach(route -> (shut.contains(route.lane()) ? shutRoutes : openRoutes).add(route.domain()));
        if (all.isPresent()) {
            return shut.contains(all.get().lane()) ? Wanted.only(openRoutes) : Wanted.allBut(shutRoutes);
        }
        if (onlyProven) {
            open.addAll(openRoutes);
            return Wanted.only(open);
        }
        shut.addAll(shutRoutes);
        return Wanted.allBut(shut);
    }

    private synchronized void begin() {
        long now = System.nanoTime();
        lanes.forEach((key, lane) -> {
            boolean isProven = lane.isProven();
            while (active < deliveries && (isProven || unproven < deliveries / 2)) {
                Job job = lane.begin(now);
                if (job == null) {
                    return;
                }
                start(lane, job, isProven);
            }
        });
    }

    private void start(Lane lane, Job job, boolean isProven) {
        active++;
        unproven += isProven ? 0 : 1;
        try {
            threads.execute(() -> run(lane, job, isProven));
        } catch (RejectedExecutionException e) { // it ends
            active--;
            unproven -= isProven ? 0 : 1;
            lane.ended();
        }
    }

    private void run(Lane lane, Job job, boolean isProven) {
        Delivery.Report report = Delivery.Report.nothing();
        try {
            report = job.listener()
                    .map(listener -> applications.attempt(job, listener))
                    .orElseGet(() -> delivery.attempt(job));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A delivery failed in an unexpected way, and is tried again", e);
        }
        List<Job> given = new ArrayList<>();
        long rest = 0;
        synchronized (this) {
            active--;
            unproven -= isProven ? 0 : 1;
            if (report.outcomes().isEmpty()) {
                lane.ended();
                given.add(job);
            } else if (!report.met()) {
                rest = lane.unreachable(System.nanoTime());
                given.addAll(lane.drain());
            } else if (report.isSlowDown()) {
                lane.slowedDown();
            } else {
                lane.succeeded();
            }
        }
        count(report.outcomes());
        results.add(report.outcomes());
        finish(given, job, rest);
        wake();
    }

    private void finish(List<Job> given, Job tried, long rest) {
        try {
            giveBack(given.stream().flatMap(job -> job.claims().stream()).toList(), PAUSE);
            if (rest > 0) {
                Set<String> domains = new HashSet<>(Set.of(tried.domain()));
                given.forEach(job -> domains.add(job.domain()));
                domains.forEach(domain -> store.putOff(domain, Duration.ofNanos(rest)));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The queue could not be written; its leases will end", e);
        }
    }

    private void giveBack(Collection<Claim> unused, Duration pause) {
        if (!unused.isEmpty()) {
            store.giveBack(unused, pause);
            release(unused);
        }
    }

    private void release(Collection<Claim> claims) {
        claims.forEach(claim -> claimed.remove(claim.entry(), claim));
    }
}
