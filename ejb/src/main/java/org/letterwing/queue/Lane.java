package org.letterwing.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.letterwing.queue.DestinationView.Standing;

/**
 * The way to one destination: how many mails may be under way on it at once, which is one until it has taken one, grows
 * while they arrive and shrinks when the destination says so or is silent, and when it is tried again after it could not
 * be reached. Not thread-safe.
 */
final class Lane {

    private static final int FIRST = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final int LONGEST_REST_DOUBLINGS = 5;

    private final int most;
    private final Pace pace;
    private final Duration firstRest;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private double limit;
    /** Nobody has asked for fewer mails yet: the limit doubles with each round, not to be slow for the first thousand. */
    private boolean isSlowStart = true;

    private int active;
    private boolean proven;
    private int failures;
    private long restUntil;

    /**
     * Makes a lane.
     *
     * @param most how many mails may be under way at once
     * @param pace how many may begin in a time
     * @param firstRest how long the first rest is, if that is less than usual
     */
    Lane(int most, Pace pace, Duration firstRest) {
        this.most = most;
        this.pace = pace;
        this.firstRest = firstRest.compareTo(FIRST_REST) < 0 ? firstRest : FIRST_REST;
        limit = Math.min(FIRST, most);
    }

    void add(Job job) {
        waiting.add(job);
    }

    /**
     * Returns whether there is room for another job.
     *
     * @param forSome whether some shall wait, to begin when others end
     */
    boolean hasRoom(long now, boolean forSome) {
        return !isResting(now) && waiting.size() < (forSome ? 2 * limit() + 1 : limit() - active);
    }

    /** Returns how many of the jobs that wait could begin now, if only for the lane. */
    int ready(long now) {
        return isResting(now) ? 0 : Math.max(0, Math.min(waiting.size(), limit() - active));
    }

    /** Returns how many jobs wait. */
    int waiting() {
        return waiting.size();
    }

    boolean isResting(long now) {
        return failures > 0 && restUntil - now > 0;
    }

    Standing standing() {
        return proven ? Standing.PROVEN : failures == 0 ? Standing.NEW : Standing.FAILED;
    }

    /** Returns what administrators see of it. */
    DestinationView view(String name, long now) {
        return new DestinationView(
                name,
                standing(),
                active,
                waiting.size(),
                limit(),
                failures,
                Duration.ofNanos(isResting(now) ? restUntil - now : 0));
    }

    /** A destination that may be silent for minutes shall not hold up several mails, and their threads. */
    private int limit() {
        return proven ? (int) limit : 1;
    }

    boolean isIdle() {
        return active == 0 && waiting.isEmpty();
    }

    /** Returns the next job; null if none may begin now. */
    Job begin(long now) {
        if (ready(now) == 0 || !pace.take(now)) {
            return null;
        }
        active++;
        return waiting.poll();
    }

    /** Notes that a mail has arrived or was refused for its own sake. */
    void succeeded() {
        active--;
        proven = true;
        failures = 0;
        limit = Math.min(most, limit + (isSlowStart ? 1 : 1 / limit));
    }

    /** Notes that the destination has asked for fewer mails, or lost one. */
    void slowedDown() {
        active--;
        isSlowStart = false;
        limit = Math.max(1, limit / 2);
    }

    /** Notes that a job ended without anybody being asked. */
    void ended() {
        active--;
    }

    /**
     * Notes that no host could be reached.
     *
     * @return how long the destination has a rest, in nanoseconds
     */
    long unreachable(long now) {
        slowedDown();
        proven = false;
        if (!isResting(now)) {
            failures++;
        }
        long rest = firstRest.toNanos() << Math.min(failures - 1, LONGEST_REST_DOUBLINGS);
        restUntil = now + rest;
        return rest;
    }

    /** Takes the jobs out that have not begun. */
    List<Job> drain() {
        List<Job> jobs = List.copyOf(waiting);
        waiting.clear();
        return jobs;
    }
}
