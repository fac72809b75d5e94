package org.letterwing.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.letterwing.queue.DestinationView.Standing;

/**
 * The lanes to all destinations, which share the deliveries in turn. Destinations of which nothing is known have no more
 * than half of them, and those that could not be reached no more than half of that: they may be silent for minutes.
 * Thread-safe.
 */
final class Lanes {

    private static final int MANY_LANES = 10_000;
    private static final int MANY = 100;
    private static final int FEW = 10;
    /** So many times the deliveries wait in memory. */
    private static final int MUCH = 10;

    private final int deliveries;
    private final int perDestination;
    private final Duration firstRest;
    private final Map<String, Lane> lanes = new HashMap<>();
    /** Those that have jobs which wait; whose turn it is comes first. */
    private final Set<Lane> waiting = new LinkedHashSet<>();

    private int active;
    private int activeNew;
    private int activeFailed;

    /**
     * Makes lanes.
     *
     * @param deliveries how many mails may be under way at once
     * @param perDestination how many of them to one destination
     * @param firstRest how long one that can't be reached is left alone at first, if that is less than usual
     */
    Lanes(int deliveries, int perDestination, Duration firstRest) {
        this.deliveries = deliveries;
        this.perDestination = perDestination;
        this.firstRest = firstRest;
    }

    /**
     * A delivery that has begun, and must be ended.
     *
     * @param standing what was known of the destination
     */
    record Turn(Lane lane, Job job, Standing standing) {}

    /**
     * What is to be done when a delivery has ended.
     *
     * @param unused jobs that are not tried here any more
     * @param restNanos how long the destination is left alone
     */
    record End(List<Job> unused, long restNanos) {}

    /** Lets a job wait on a lane; returns false if the destination is left alone. */
    synchronized boolean add(String key, Job job) {
        Lane lane = lanes.computeIfAbsent(key, k -> new Lane(perDestination, Pace.of(k, System.nanoTime()), firstRest));
        if (lane.isResting(System.nanoTime())) {
            return false;
        }
        lane.add(job);
        waiting.add(lane);
        return true;
    }

    /** Begins what may begin, one job of each lane after the other. */
    synchronized List<Turn> begin() {
        long now = System.nanoTime();
        List<Turn> turns = new ArrayList<>();
        int before;
        do { // round by round, so that each lane has its turn
            before = turns.size();
            for (Lane lane : List.copyOf(waiting)) {
                Job job = mayBegin(lane.standing()) ? lane.begin(now) : null;
                if (job != null) {
                    turns.add(count(new Turn(lane, job, lane.standing()), 1));
                    waiting.remove(lane);
                    if (lane.waiting() > 0) {
                        waiting.add(lane);
                    }
                }
            }
        } while (turns.size() > before);
        return turns;
    }

    private boolean mayBegin(Standing standing) {
        return active < deliveries
                && switch (standing) {
                    case PROVEN -> true;
                    case NEW -> activeNew + activeFailed < ofUnproven();
                    case FAILED -> activeNew + activeFailed < ofUnproven() && activeFailed < ofFailed();
                };
    }

    private int ofUnproven() {
        return Math.max(1, deliveries / 2);
    }

    private int ofFailed() {
        return Math.max(1, deliveries / 4);
    }

    private Turn count(Turn turn, int one) {
        active += one;
        switch (turn.standing()) {
            case PROVEN -> {}
            case NEW -> activeNew += one;
            case FAILED -> activeFailed += one;
        }
        return turn;
    }

    /** Ends a delivery. */
    synchronized End end(Turn turn, Delivery.Report report) {
        count(turn, -1);
        Lane lane = turn.lane();
        switch (report.contact()) {
            case NONE -> lane.ended();
            case FAILED -> {
                long rest = lane.unreachable(System.nanoTime());
                waiting.remove(lane);
                return new End(lane.drain(), rest);
            }
            case MADE -> {
                if (report.isSlowDown()) {
                    lane.slowedDown();
                } else {
                    lane.succeeded();
                }
            }
        }
        return new End(List.of(), 0);
    }

    /** Returns how many entries are to be claimed: none while enough can begin, for a few at a time would cost more. */
    synchronized int shortage() {
        long now = System.nanoTime();
        int ready = waiting.stream()
                .filter(lane -> lane.standing() == Standing.PROVEN)
                .mapToInt(lane -> lane.ready(now))
                .sum();
        return ready >= deliveries ? 0 : isCrowded() ? FEW : MANY;
    }

    /** Returns whether much waits in memory for slow destinations. */
    private boolean isCrowded() {
        return waiting.stream().mapToInt(Lane::waiting).sum() > MUCH * deliveries;
    }

    /** Returns the domains whose lanes have room. */
    synchronized Wanted wanted(Map<String, Route> routes) {
        long now = System.nanoTime();
        if (lanes.size() > MANY_LANES) {
            lanes.values().removeIf(lane -> lane.isIdle() && !lane.isResting(now));
        }
        boolean forSome = !isCrowded();
        boolean takesFailed = busy(Standing.FAILED) < ofFailed();
        boolean takesNew = busy(Standing.NEW) < ofUnproven() - Math.min(busy(Standing.FAILED), ofFailed());
        Set<String> open = new HashSet<>();
        Set<String> shut = new HashSet<>();
        lanes.forEach((key, lane) -> {
            boolean hasShare = switch (lane.standing()) {
                case PROVEN -> true;
                case NEW -> takesNew;
                case FAILED -> takesFailed;
            };
            (hasShare && lane.hasRoom(now, forSome) ? open : shut).add(key);
        });
        return wanted(open, shut, takesNew, routes);
    }

    private static Wanted wanted(Set<String> open, Set<String> shut, boolean takesNew, Map<String, Route> routes) {
        Predicate<Route> isOpen = route -> open.contains(route.lane()) || takesNew && !shut.contains(route.lane());
        Map<Boolean, Set<String>> routed = routes.values().stream()
                .filter(route -> !route.domain().equals(Route.ALL))
                .collect(Collectors.partitioningBy(isOpen, Collectors.mapping(Route::domain, Collectors.toSet())));
        Route all = routes.get(Route.ALL);
        if (all != null) {
            return isOpen.test(all) ? Wanted.allBut(routed.get(false)) : Wanted.only(routed.get(true));
        }
        // A domain that has a route now may have had a lane of its own before.
        Set<String> domains = takesNew ? shut : open;
        domains.removeAll(routes.keySet());
        domains.addAll(routed.get(!takesNew));
        return takesNew ? Wanted.allBut(domains) : Wanted.only(domains);
    }

    /** Returns those of some lanes that have room. */
    synchronized Set<String> open(Set<String> keys) {
        long now = System.nanoTime();
        boolean forSome = !isCrowded();
        return keys.stream()
                .filter(key -> !lanes.containsKey(key) || lanes.get(key).hasRoom(now, forSome))
                .collect(Collectors.toSet());
    }

    private int busy(Standing standing) {
        return (int) lanes.values().stream()
                .filter(lane -> lane.standing() == standing && !lane.isIdle())
                .count();
    }

    /** Returns the destinations as administrators see them, those first that are left alone. */
    synchronized List<DestinationView> views() {
        long now = System.nanoTime();
        return lanes.entrySet().stream()
                .map(lane -> lane.getValue().view(lane.getKey(), now))
                .sorted(Comparator.comparing(DestinationView::rest).reversed().thenComparing(DestinationView::name))
                .toList();
    }

    /** Takes out the jobs that have not begun. */
    synchronized List<Job> drain() {
        List<Job> jobs = new ArrayList<>();
        waiting.forEach(lane -> jobs.addAll(lane.drain()));
        waiting.clear();
        return jobs;
    }
}
