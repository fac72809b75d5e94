package org.letterwing.pop3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The time that must go by between two logins of an account (RFC 2449 6.5). Thread-safe. */
public final class LoginDelay {

    private static final int MOST = 100_000;

    private final Duration delay;
    private final Map<String, Long> logins = new ConcurrentHashMap<>();

    /**
     * Makes a delay that nobody has to wait for yet.
     *
     * @param delay zero for none
     */
    public LoginDelay(Duration delay) {
        this.delay = delay;
    }

    long seconds() {
        return delay.toSeconds();
    }

    /** Returns whether an account may log in now; from now on it has to wait. */
    boolean permits(String account) {
        if (delay.isZero()) {
            return true;
        }
        long now = System.nanoTime();
        if (logins.size() >= MOST) {
            logins.values().removeIf(last -> isOver(last, now));
        }
        boolean[] permitted = new boolean[1];
        logins.compute(account, (key, last) -> {
            permitted[0] = last == null || isOver(last, now);
            return permitted[0] ? (Long) now : last;
        });
        return permitted[0];
    }

    /** Takes a login back that has come to nothing. */
    void forget(String account) {
        logins.remove(account);
    }

    private boolean isOver(long last, long now) {
        return now - last >= delay.toNanos();
    }
}
