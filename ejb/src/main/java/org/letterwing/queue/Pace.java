package org.letterwing.queue;

import java.util.Map;

import org.letterwing.settings.QueueSettings;

/** How many mails a minute a destination gets at most: what was not used gathers for a few seconds. Not thread-safe. */
final class Pace {

    private static final double NANOS_OF_A_MINUTE = 60e9;
    /** The worker looks at least this often: what gathers meanwhile may go at once. */
    private static final double GATHERED_NANOS = 5e9;

    private final double perNano;
    private final double most;
    private double ready;
    private long last;

    /**
     * Makes the pace of one destination.
     *
     * @param perMinute mails a minute; 0 for any number
     */
    Pace(int perMinute, long now) {
        perNano = perMinute / NANOS_OF_A_MINUTE;
        most = Math.max(1, perNano * GATHERED_NANOS);
        ready = most;
        last = now;
    }

    /**
     * Returns the pace that the settings have for a destination.
     *
     * @param destination a domain, or host and port of a route
     */
    static Pace of(String destination, long now) {
        Map<String, Integer> rates = QueueSettings.RATES.get();
        String host = destination.replaceFirst(":[0-9]+$", "");
        return new Pace(rates.getOrDefault(host, rates.getOrDefault(QueueSettings.OTHERS, 0)), now);
    }

    /** Returns whether another mail may go now, which counts as gone then. */
    boolean take(long now) {
        if (perNano == 0) {
            return true;
        }
        ready = Math.min(most, ready + (now - last) * perNano);
        last = now;
        if (ready < 1) {
            return false;
        }
        ready--;
        return true;
    }
}
