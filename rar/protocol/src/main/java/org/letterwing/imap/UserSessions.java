package org.letterwing.imap;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the sessions of each account. Thread-safe. */
public final class UserSessions {

    private final int limit;
    private final ConcurrentMap<String, Integer> sessions = new ConcurrentHashMap<>();

    /**
     * Begins to count.
     *
     * @param limit how many sessions an account may have at once
     */
    public UserSessions(int limit) {
        this.limit = limit;
    }

    /** Counts a session in; {@link #leave} is due when it ends. Returns false if there are too many, and counts nothing. */
    boolean enter(String account) {
        boolean[] entered = new boolean[1];
        sessions.compute(account, (key, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < limit;
            return entered[0] ? (Integer) (now + 1) : count;
        });
        return entered[0];
    }

    void leave(String account) {
        sessions.computeIfPresent(account, (key, count) -> count == 1 ? null : count - 1);
    }
}
