package org.letterwing.settings;

import java.time.Duration;
import java.util.List;

/** The settings of store and forward. */
public final class QueueSettings {

    private static final int MONTH = 31 * 86_400;

    /** Whose clients may send mail to everywhere without logging in. */
    public static final Setting<Networks> RELAY_NETWORKS = LimitSettings.networks("letterwing.relay.networks", "");

    /** How long a mail is tried (RFC 5321 4.5.4.1). */
    public static final Setting<Duration> LIFETIME = seconds("letterwing.queue.lifetime", 432_000);

    /** After which time without delivery a sender is told of the delay. */
    public static final Setting<Duration> DELAY_WARNING = seconds("letterwing.queue.delay-warning", 14_400);

    /** The wait after a first attempt, the shortest. */
    public static final Setting<Duration> FIRST_RETRY = seconds("letterwing.queue.first-retry", 300);

    /** The longest wait between attempts. */
    public static final Setting<Duration> LONGEST_RETRY = seconds("letterwing.queue.longest-retry", 14_400);

    /** How long what was delivered or given up is shown. */
    public static final Setting<Duration> KEEP = seconds("letterwing.queue.keep", 604_800);

    /** How many mails may be on their way at once. */
    public static final Setting<Integer> DELIVERIES =
            Settings.number("letterwing.queue.deliveries", 100, 2, 1000, "a number from 2 to 1000");

    /** How many of them to one destination. */
    public static final Setting<Integer> PER_DESTINATION =
            Settings.number("letterwing.queue.deliveries-per-destination", 20, 1, 1000, "a number from 1 to 1000");

    private QueueSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                RELAY_NETWORKS, LIFETIME, DELAY_WARNING, FIRST_RETRY, LONGEST_RETRY, KEEP, DELIVERIES, PER_DESTINATION);
    }

    private static Setting<Duration> seconds(String name, int defaultValue) {
        return LimitSettings.seconds(name, defaultValue, 1, MONTH);
    }
}
