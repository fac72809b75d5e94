package org.letterwing.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.letterwing.net.NetworkThreads;
import org.letterwing.sasl.LoggedIn;
import org.letterwing.spi.EndedLogin;
import org.letterwing.spi.SessionPolicy;

/**
 * Ends the sessions of accounts that are suspended or gone, or have another password, as the mail system told some
 * seconds ago. Thread-safe.
 *
 * <p>What was told is kept for longer than a login may take, for one that is under way comes too late to be seen.
 */
final class EndedLogins {

    static final Duration KEPT = Duration.ofHours(2);

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 20_000;

    private final Consumer<Predicate<LoggedIn>> ending;
    private final Map<String, Ending> endings = new LinkedHashMap<>();
    private long last;

    private record Ending(long version, Instant told) {}

    /**
     * Knows of none.
     *
     * @param ending ends the sessions of logins that hold no longer, as the test says that it is given
     */
    EndedLogins(Consumer<Predicate<LoggedIn>> ending) {
        this.ending = ending;
    }

    /** Asks again and again, until the threads end. */
    static void watch(NetworkThreads threads, BeanQuestions<SessionPolicy> policy, Listeners listeners) {
        EndedLogins logins = new EndedLogins(listeners::endLogins);
        new Poll<>(policy, logins::question, logins::told).repeat(threads, INTERVAL);
    }

    private List<EndedLogin> question(SessionPolicy bean) {
        return bean.endedLogins(lastVersion());
    }

    /** Returns the last version of which something was told. */
    synchronized long lastVersion() {
        return last;
    }

    /** Takes over what has ended, and looks who is still there. */
    void told(List<EndedLogin> ended) {
        if (remember(ended, Instant.now())) {
            ending.accept(this::isOver);
        }
    }

    private synchronized boolean remember(List<EndedLogin> ended, Instant now) {
        endings.values().removeIf(ending -> ending.told.plus(KEPT).isBefore(now));
        for (EndedLogin login : ended) {
            last = Math.max(last, login.version());
            endings.remove(login.account()); // the newest come last
            endings.put(login.account(), new Ending(login.version(), now));
        }
        var oldest = endings.keySet().iterator();
        for (int surplus = endings.size() - MOST_KEPT; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
        return !endings.isEmpty();
    }

    private synchronized boolean isOver(LoggedIn login) {
        String account = login.account();
        return isOver(endings.get(account), login) || isOver(endings.get(domain(account)), login);
    }

    private static String domain(String account) {
        int at = account.lastIndexOf('@');
        return at < 0 ? account : account.substring(at);
    }

    private static boolean isOver(Ending ending, LoggedIn login) {
        return ending != null && login.version() < ending.version;
    }
}
